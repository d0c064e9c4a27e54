#include "engine/io/data_path.hpp"

#include <cstdlib>
#include <filesystem>
#include <set>
#include <system_error>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

namespace {
namespace fs = std::filesystem;

/// The share folders, most wanted first. Data stand under data/ in an installed one, at the root of the source tree.
std::vector<fs::path> share_folders() {
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("HEARTHGRID_DATA"); named != nullptr && *named != '\0')
    folders.emplace_back(named);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back(program.parent_path().parent_path() / "share" / "hearthgrid");
  folders.emplace_back(HEARTHGRID_SOURCE_SHARE);
  return folders;
}
}  // namespace

std::string data_path(const std::string& name) {
  std::string looked_at;
  std::error_code error;
  for (const fs::path& share : share_folders()) {
    for (const fs::path& candidate : {share / "data" / name, share / name}) {
      if (fs::is_regular_file(candidate, error)) return candidate.lexically_normal().string();
    }
    looked_at += "\n  " + share.string();
  }
  throw RunError("the program's file " + name + " is in none of these folders:" + looked_at +
                 "\nset HEARTHGRID_DATA to the share/hearthgrid folder of the installation");
}

std::optional<std::string> scenario_folder(const std::string& name) {
  std::error_code error;
  for (const fs::path& share : share_folders()) {
    const fs::path folder = share / "scenarios" / name;
    if (fs::is_regular_file(folder / "scenario.toml", error)) return folder.lexically_normal().string();
  }
  return std::nullopt;
}

std::vector<std::string> scenario_names() {
  std::set<std::string> names;
  std::error_code error;
  for (const fs::path& share : share_folders()) {
    for (const auto& entry : fs::directory_iterator(share / "scenarios", error)) {
      if (fs::is_regular_file(entry.path() / "scenario.toml", error)) names.insert(entry.path().filename().string());
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace hearthgrid::io
