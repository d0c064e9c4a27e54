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

#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using namespace std::chrono_literals;

// Starts a run that takes long, in a folder, and gives its process.
pid_t start_run(const ScratchFolder& folder) {
  const std::string log = folder.file("log");
  const pid_t process = ::fork();
  if (process != 0) return process;
  const int stream = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(stream, STDOUT_FILENO);
  ::dup2(stream, STDERR_FILENO);
  if (::chdir(folder.path().c_str()) != 0) ::_exit(99);
  ::execl(HEARTHGRID_PROGRAM, "hearthgrid", "run", "scenario.toml", "-o", "out.h5", "--set", "season.step_minutes=1",
          "--set", "season.last_day=2022-03-31", static_cast<char*>(nullptr));
  ::_exit(98);
}

bool appears(const std::string& path) {
  for (int i = 0; i < 600 && !std::filesystem::exists(path); ++i) std::this_thread::sleep_for(100ms);
  return std::filesystem::exists(path);
}

void expect_clean_end(int signal) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  folder.write("villages.csv", "village,households\na,3000\nb,3000\n");
  const pid_t process = start_run(folder);
  ASSERT_GT(process, 0);
  ASSERT_TRUE(appears(folder.file("out.h5.partial"))) << read_all(folder.file("log"));
  std::this_thread::sleep_for(300ms);  // into the simulation
  const auto asked = std::chrono::steady_clock::now();
  ASSERT_EQ(::kill(process, signal), 0);
  int status = 0;
  ASSERT_EQ(::waitpid(process, &status, 0), process);
  const auto waited = std::chrono::steady_clock::now() - asked;
  ASSERT_TRUE(WIFEXITED(status)) << "ended by a signal";
  EXPECT_EQ(WEXITSTATUS(status), 130) << read_all(folder.file("log"));
  EXPECT_LT(waited, 20s) << "a day of a block is to be enough";
  EXPECT_THAT(read_all(folder.file("log")), testing::EndsWith("interrupted; nothing was written\n"));
  for (const char* name : {"out.h5", "out.h5.partial", "out.run.json"}) {
    EXPECT_FALSE(std::filesystem::exists(folder.file(name))) << name;
  }
}

TEST(Interrupt, CtrlCEndsTheRunWithoutHalfAFile) {
  expect_clean_end(SIGINT);
}

TEST(Interrupt, SoDoesATerminateSignal) {
  expect_clean_end(SIGTERM);
}

}  // namespace
}  // namespace hearthgrid::cli_test
