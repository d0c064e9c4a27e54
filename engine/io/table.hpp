#pragma once
// A CSV table (RFC 4180; UTF-8 with or without BOM, LF or CRLF) read against its schema.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"

namespace hearthgrid::io {

/// Typed columns. An absent optional cell is std::nullopt; everything else has been checked against the schema.
class Table {
 public:
  [[nodiscard]] int rows() const { return static_cast<int>(lines_.size()); }
  [[nodiscard]] bool has_column(const std::string& column) const;  ///< present in the file
  [[nodiscard]] std::optional<double> number(int row, const std::string& column) const;
  [[nodiscard]] std::optional<bool> boolean(int row, const std::string& column) const;
  [[nodiscard]] const std::string& text(int row, const std::string& column) const;  ///< empty where absent
  [[nodiscard]] int line(int row) const { return lines_[row]; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] Problem problem(int row, const std::string& column, std::string message, std::string advice) const;
  /// SHA-256-like fingerprint is not needed here; a hash of the rows that does not depend on their order.
  [[nodiscard]] uint64_t order_free_hash() const { return order_free_hash_; }
  /// The text as read, for /inputs.
  [[nodiscard]] const std::string& source_text() const { return source_text_; }

 private:
  friend Table read_table(const std::string&, const std::string&, const Schema&, ProblemList&);
  struct Column {
    Kind kind = Kind::text;
    bool present = false;
    std::vector<double> numbers;  ///< NaN = absent
    std::vector<std::string> texts;
  };
  std::string file_;
  std::string source_text_;
  std::unordered_map<std::string, Column> columns_;
  std::unordered_map<std::string, int> positions_;  ///< column number in the file, 1-based
  std::vector<int> lines_;
  uint64_t order_free_hash_ = 0;
};

/// Reads CSV text. Unknown or doubled columns, missing columns, text in a number, NaN, values out of range, rows of the
/// wrong length and bytes that are not UTF-8 are problems with file, line and column.
[[nodiscard]] Table read_table(const std::string& csv_text, const std::string& file_name, const Schema& schema,
                               ProblemList& problems);
[[nodiscard]] Table read_table_file(const std::string& path, const Schema& schema, ProblemList& problems);

}  // namespace hearthgrid::io
