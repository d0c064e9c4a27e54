#include "tools/cli/result_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "engine/base/error.hpp"
#include "engine/io/network/network_write.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

ResultTable::Value finite(double value) {
  if (std::isfinite(value)) return value;
  return std::string();
}

std::string result_csv(const ResultTable& table) {
  TextTable text{.title = "", .header = table.columns, .rows = {}, .left = {}};
  for (const auto& row : table.rows) {
    text.rows.emplace_back();
    for (const auto& cell : row) {
      const double* number = std::get_if<double>(&cell);
      text.rows.back().push_back(number != nullptr ? exact_text(*number) : std::get<std::string>(cell));
    }
  }
  return render_csv(text);
}

std::string result_json(nlohmann::ordered_json head, const std::vector<ResultTable>& tables) {
  for (const ResultTable& table : tables) {
    auto& list = head[table.name] = nlohmann::ordered_json::array();
    for (const auto& row : table.rows) {
      nlohmann::ordered_json element = nlohmann::ordered_json::object();
      for (size_t i = 0; i < row.size(); ++i) {
        const double* number = std::get_if<double>(&row[i]);
        const std::string text = number == nullptr ? std::get<std::string>(row[i]) : "";
        if (number != nullptr) {
          element[table.columns[i]] = *number;
        } else if (!text.empty()) {
          element[table.columns[i]] = text;
        }
      }
      list.push_back(std::move(element));
    }
  }
  return head.dump(1) + "\n";
}

void write_result_files(const std::vector<ResultTable>& tables, const std::string& json, const std::string& csv_folder,
                        const std::string& json_file, bool overwrite) {
  std::vector<io::TextFile> files;
  if (!json_file.empty()) files.push_back({json_file, json});
  if (!csv_folder.empty()) {
    std::error_code error;
    std::filesystem::create_directories(csv_folder, error);
    if (error) throw RunError(fmt::format("the folder '{}' cannot be made: {}", csv_folder, error.message()));
    for (const ResultTable& table : tables) {
      const std::string path = (std::filesystem::path(csv_folder) / (table.name + ".csv")).string();
      if (!table.rows.empty()) files.push_back({path, result_csv(table)});
    }
  }
  io::write_whole_files(files, overwrite);
  for (const io::TextFile& file : files)
    fmt::print("{}{}\n", &file == files.data() ? "\nwritten: " : "         ", file.path);
}

}  // namespace hearthgrid::cli
