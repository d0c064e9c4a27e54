#include "engine/io/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "engine/base/suggest.hpp"

namespace hearthgrid::io {

namespace {
namespace fs = std::filesystem;

/// "did you mean 'villages.csv'?" from the files beside the missing one.
std::string advice_for_missing(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code error;
  if (!fs::is_directory(folder, error)) return "there is no folder " + folder.string() + "; check the path";
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder, error)) names.push_back(entry.path().filename().string());
  if (const auto near = nearest(path.filename().string(), names)) return "did you mean '" + *near + "'?";
  return "check the path; relative paths in a scenario start at the scenario's folder";
}
}  // namespace

std::optional<std::string> read_text_file(const std::string& path, ProblemList& problems) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    problems.add({path, 0, 0, "the file does not exist", advice_for_missing(path)});
    return std::nullopt;
  }
  if (fs::is_directory(status)) {
    problems.add({path, 0, 0, "this is a folder, not a file", "give the file inside it"});
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text;
  if (stream) text.assign(std::istreambuf_iterator<char>(stream), {});
  if (!stream) {
    problems.add({path, 0, 0, std::string("the file cannot be read: ") + std::strerror(errno),
                  "check that you may read it (ls -l)"});
    return std::nullopt;
  }
  return text;
}

}  // namespace hearthgrid::io
