#include "tools/cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace hearthgrid::cli {

namespace {
std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

extern "C" void note_signal(int number) {
  stop_asked.store(true);
  std::signal(number, SIG_DFL);
}
}  // namespace

void watch_for_interrupt() {
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the size limit is an error of the write, told as such
}

bool interrupted() {
  return stop_asked.load();
}

}  // namespace hearthgrid::cli
