// SIGINT and SIGTERM, taken by the main thread alone.
#pragma once

namespace coffer::apps {

// Before the first thread starts: every thread then inherits the mask.
void block_stop_signals();
// Waits for the first of them.
void wait_for_stop_signal();

}  // namespace coffer::apps
