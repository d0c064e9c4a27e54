// Ctrl-C in the middle of a run.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "tests/cli/planning_scenario.hpp"
#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using namespace std::chrono_literals;

// Starts a run in a folder, with two settings changed, and gives its process.
pid_t start_run(const ScratchFolder& folder, const char* one, const char* other) {
  const std::string log = folder.file("log");
  const pid_t process = ::fork();
  if (process != 0) return process;
  const int stream = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(stream, STDOUT_FILENO);
  ::dup2(stream, STDERR_FILENO);
  if (::chdir(folder.path().c_str()) != 0) ::_exit(99);
  ::execl(HEARTHGRID_PROGRAM, "hearthgrid", "run", "scenario.toml", "-o", "out.h5", "--set", one, "--set", other,
          static_cast<char*>(nullptr));
  ::_exit(98);
}

template <class Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 600 && !condition(); ++i) std::this_thread::sleep_for(100ms);
  return condition();
}

// Interrupts the run, which is to end soon and to leave nothing.
void interrupt(const ScratchFolder& folder, pid_t process, int signal) {
  const auto asked = std::chrono::steady_clock::now();
  ASSERT_EQ(::kill(process, signal), 0);
  int status = 0;
  ASSERT_EQ(::waitpid(process, &status, 0), process);
  const auto waited = std::chrono::steady_clock::now() - asked;
  ASSERT_TRUE(WIFEXITED(status)) << "ended by a signal";
  EXPECT_EQ(WEXITSTATUS(status), 130) << read_all(folder.file("log"));
  EXPECT_LT(waited, 20s) << "a day of a block or a flow of a plan is to be enough";
  EXPECT_THAT(read_all(folder.file("log")), testing::EndsWith("interrupted; nothing was written\n"));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_THAT(entry.path().filename().string(), testing::Not(testing::StartsWith("out")));
  }
}

void expect_clean_end(int signal) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  folder.write("villages.csv", "village,households\na,3000\nb,3000\n");
  const pid_t process = start_run(folder, "season.step_minutes=1", "season.last_day=2022-03-31");
  ASSERT_GT(process, 0);
  ASSERT_TRUE(comes_true([&] { return std::filesystem::exists(folder.file("out.h5.partial")); }))
      << read_all(folder.file("log"));
  std::this_thread::sleep_for(300ms);  // into the simulation
  interrupt(folder, process, signal);
}

TEST(Interrupt, CtrlCEndsTheRunWithoutHalfAFile) {
  expect_clean_end(SIGINT);
}

TEST(Interrupt, SoDoesATerminateSignal) {
  expect_clean_end(SIGTERM);
}

// The questions take hours: the run is inside them once the first transformer is planned.
TEST(Interrupt, InPlanningEndsAsCleanlyAndTheRunCanBeMadeAgain) {
  const ScratchFolder folder, fresh;
  write_planning_scenario(folder);
  const pid_t process = start_run(folder, "hosting.1.orders=100000", "hosting.2.orders=100000");
  ASSERT_GT(process, 0);
  const auto planning = [&] { return read_all(folder.file("log")).find("planning:") != std::string::npos; };
  ASSERT_TRUE(comes_true(planning)) << read_all(folder.file("log"));
  interrupt(folder, process, SIGINT);

  write_planning_scenario(fresh);
  ASSERT_EQ(run_in(folder, "run scenario.toml -o out.h5 --quiet").exit_code, 0);
  ASSERT_EQ(run_in(fresh, "run scenario.toml -o out.h5 --quiet").exit_code, 0);
  EXPECT_TRUE(read_all(folder.file("out.h5")) == read_all(fresh.file("out.h5")));
}

}  // namespace
}  // namespace hearthgrid::cli_test
