"""Fifty thousand rows of CSV: the preview, and the commit against COPY of what it wrote."""
import time

import households
import table
import world

ROUNDS = 3
TABLES = ("finance.transactions", "finance.transaction_revisions", "finance.postings")  # parents first


def _copy_again(where: world.World, household: households.Household, role: str) -> float:
    """Seconds that COPY takes for the rows of the household, in one transaction, after they were taken out.
    role: origin, with triggers and foreign keys as in operation; replica, with the indexes alone."""
    folder = where.place.services.make_folder(where.place.data / "copy")
    of_it = f"household_id = '{household.id}'"
    out = "".join(f"COPY (SELECT * FROM {name} WHERE {of_it}) TO '{folder}/{name}';\n" for name in TABLES)
    away = "".join(f"DELETE FROM {name} WHERE {of_it};\n" for name in reversed(TABLES))
    where.psql(out + f"SET session_replication_role = replica;\n{away}RESET session_replication_role;\nVACUUM {', '.join(TABLES)};\nCHECKPOINT;")
    back = "".join(f"COPY {name} FROM '{folder}/{name}';\n" for name in TABLES)
    before = time.perf_counter()
    where.psql(f"SET session_replication_role = {role};\nBEGIN;\n{back}COMMIT;")
    return time.perf_counter() - before


def _text(figures: list[float]) -> str:
    return f"{table.median(figures):.2f} s ({min(figures):.2f}-{max(figures):.2f})"


def measure(where: world.World) -> list[table.Row]:
    shape = households.HUGE
    content = households.write_csv(shape)
    preview, commit, copied, bare = [], [], [], []
    for turn in range(ROUNDS):
        household = households.open_household(where, shape, f"import{turn}")
        where.psql("CHECKPOINT")
        before = time.perf_counter()
        staged = household.client.upload("/v1/imports", "rows.csv", content)
        preview.append(time.perf_counter() - before)
        before = time.perf_counter()
        where.commit(household.client, staged)
        commit.append(time.perf_counter() - before)
        copied.append(_copy_again(where, household, "origin"))
        bare.append(_copy_again(where, household, "replica"))
    seconds, ratio = table.median(commit), table.median(commit) / table.median(copied)
    return [
        table.Row(f"import of 50,000 CSV rows ({len(content) / 1e6:.1f} MB): preview", _text(preview), goals=((table.under(2, "s"), table.median(preview)),)),
        table.Row("import of 50,000 CSV rows: commit, by a job", _text(commit), f"COPY of the rows written: {_text(copied)}", ratio,
                  ((table.at_most(3), ratio), (table.under(3, "s"), seconds))),
        table.Row("import of 50,000 CSV rows: commit, by a job", _text(commit), f"COPY without triggers and foreign keys: {_text(bare)}",
                  seconds / table.median(bare)),
    ]
