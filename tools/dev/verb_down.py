"""./dev down: stops everything in order."""
import console
import places
import process


def run(arguments: list[str]) -> int:
    if arguments:
        console.say("./dev down takes no arguments")
        return 2
    place = places.place()
    found = process.running(place)
    if not found:
        console.say("nothing runs")
        return 0
    supervisor = next((one for one in found if one.name == "dev"), None)
    if supervisor:
        supervisor.stop()
    process.stop_all(place)
    console.say("stopped; the data stays")
    return 0
