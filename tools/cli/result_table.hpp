#pragma once
// Results of a flow by element, for files: columns with units in their names.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

namespace hearthgrid::cli {

/// A row for each element in the network's order; an empty text is a value that there is not.
struct ResultTable {
  using Value = std::variant<std::string, double>;
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
};

/// Lays a row out and, the first time, names its columns.
class RowWriter {
 public:
  explicit RowWriter(ResultTable& table) : table_(table), heading_(table.rows.empty()) { table.rows.emplace_back(); }
  void put(const std::string& column, ResultTable::Value value) {
    if (heading_) table_.columns.push_back(column);
    table_.rows.back().push_back(std::move(value));
  }

 private:
  ResultTable& table_;
  bool heading_;
};

/// What an infinite rating leaves empty.
[[nodiscard]] ResultTable::Value finite(double value);

/// RFC 4180; numbers with twelve significant digits.
[[nodiscard]] std::string result_csv(const ResultTable& table);
/// `head` with each table as a list of objects by column; empty values are left out.
[[nodiscard]] std::string result_json(nlohmann::ordered_json head, const std::vector<ResultTable>& tables);

/// Indices of the first `top` of `count` in descending order of `key`, ties in the order of the network.
template <typename Key>
std::vector<size_t> largest(size_t count, size_t top, const Key& key) {
  std::vector<size_t> order(count);
  for (size_t i = 0; i < count; ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return key(a) > key(b); });
  order.resize(std::min(top, count));
  return order;
}

/// Writes the tables that have rows as CSV into a folder, which is made, and all as JSON into a file; an empty name is
/// not written. All files or none; says which on standard output. Throws RunError.
void write_result_files(const std::vector<ResultTable>& tables, const std::string& json, const std::string& csv_folder,
                        const std::string& json_file, bool overwrite);

}  // namespace hearthgrid::cli
