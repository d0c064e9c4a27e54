#pragma once
// Runs the built program as a user does and keeps what it printed.

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace hearthgrid::cli_test {

struct Outcome {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// A folder that is gone when the test ends.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hearthgrid-cli-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  /// Writes a file and gives its path.
  // NOLINTNEXTLINE(modernize-use-nodiscard): most callers want the file, not its path
  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

inline std::string read_all(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// `arguments` as one would type them behind "hearthgrid"; quote what has spaces. `before` is typed before the program,
/// such as "cd folder && ".
inline Outcome run_program(const std::string& arguments, const std::string& before = "") {
  const ScratchFolder scratch;
  const std::string command = before + "'" + HEARTHGRID_PROGRAM + "' " + arguments + " < /dev/null > '" +
                              scratch.file("out") + "' 2> '" + scratch.file("err") + "'";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_all(scratch.file("out")),
          read_all(scratch.file("err"))};
}

/// The same, typed in a folder.
inline Outcome run_in(const ScratchFolder& folder, const std::string& arguments, const std::string& before = "") {
  return run_program(arguments, "cd '" + folder.path() + "' && " + before);
}

}  // namespace hearthgrid::cli_test
