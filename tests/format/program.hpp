#pragma once
// Runs a command and keeps what it prints.

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace hearthgrid::io {

struct CommandOutcome {
  int exit_code = -1;
  std::string output;  ///< standard output and standard error
};

inline CommandOutcome run_command(const std::string& command) {
  CommandOutcome outcome;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) {
    return outcome;
  }
  std::array<char, 4096> buffer{};
  for (size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.output.append(buffer.data(), count);
  }
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

}  // namespace hearthgrid::io
