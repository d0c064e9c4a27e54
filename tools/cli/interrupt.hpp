#pragma once
// Ctrl-C: the run is asked to stop at the next safe place, and leaves no half file.

namespace hearthgrid::cli {

/// From now on SIGINT and SIGTERM set a flag; a second SIGINT ends the program at once.
void watch_for_interrupt();
/// Whether the user asked to stop.
[[nodiscard]] bool interrupted();

}  // namespace hearthgrid::cli
