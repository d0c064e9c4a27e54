#pragma once
// Where the reference data of others lie: not part of the project, so a test that needs them is skipped without them.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace hearthgrid {

/// The folder named by HEARTHGRID_REFERENCE_DATA, else the one beside the project, if it is there.
inline std::optional<std::string> reference_data() {
  const char* given = std::getenv("HEARTHGRID_REFERENCE_DATA");
  const std::string folder = given != nullptr ? given : HEARTHGRID_SOURCE_DIR "/../shared/data";
  if (!std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

/// Cells of a plain comma-separated file without quotes; lines that begin with # and the header are left out.
inline std::vector<std::vector<std::string>> reference_rows(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(path);
  bool header = true;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    if (!header) {
      rows.emplace_back();
      std::istringstream cells(line);
      for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    header = false;
  }
  return rows;
}

}  // namespace hearthgrid
