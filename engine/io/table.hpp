#pragma once
// A CSV table (RFC 4180; UTF-8 with or without BOM, LF or CRLF) read against its schema.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"

namespace hearthgrid::io {

/// Typed columns. An absent optional cell is std::nullopt, an absent cell with a default holds it; everything else has
/// been checked against the schema. The accessors throw std::logic_error for a column that the schema does not have.
class Table {
 public:
  [[nodiscard]] int rows() const { return static_cast<int>(lines_.size()); }
  [[nodiscard]] bool has_column(const std::string& column_name) const;  ///< present in the file
  [[nodiscard]] std::optional<double> number(int row, const std::string& column_name) const;
  [[nodiscard]] std::optional<bool> boolean(int row, const std::string& column_name) const;
  [[nodiscard]] const std::string& text(int row, const std::string& column_name) const;  ///< empty where absent
  [[nodiscard]] std::optional<std::chrono::sys_days> date(int row, const std::string& column_name) const;
  [[nodiscard]] int line(int row) const { return lines_[row]; }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// A problem at a cell; the column in the message counts characters, as editors do.
  [[nodiscard]] Problem problem(int row, const std::string& column_name, std::string message, std::string advice) const;
  /// A hash of what the cells hold that does not depend on the order of rows or columns.
  [[nodiscard]] uint64_t order_free_hash() const { return order_free_hash_; }
  /// The text as read, for /inputs.
  [[nodiscard]] const std::string& source_text() const { return source_text_; }

 private:
  friend class TableReader;
  struct Column {
    Kind kind = Kind::text;
    bool present = false;
    std::vector<double> numbers;  ///< numbers, booleans (0, 1), dates (days since 1970-01-01); NaN = absent
    std::vector<std::string> texts;
  };
  [[nodiscard]] const Column& column(const std::string& name) const;
  [[nodiscard]] std::optional<double> cell(int row, const std::string& name) const;
  std::string file_;
  std::string source_text_;
  std::unordered_map<std::string, Column> columns_;
  std::unordered_map<std::string, int> positions_;  ///< column number in the file, 1-based
  std::vector<int> lines_;
  std::vector<size_t> offsets_;  ///< where each row begins in the source text
  uint64_t order_free_hash_ = 0;
};

/// Reads CSV text. Unknown or doubled columns, missing columns, text in a number, NaN, values out of range, rows of the
/// wrong length, doubled keys and bytes that are not UTF-8 are problems with file, line and column; of a column that is
/// wrong in every row the first few are told, then how many more. Spaces around a cell without quotes do not count.
[[nodiscard]] Table read_table(const std::string& csv_text, const std::string& file_name, const Schema& schema,
                               ProblemList& problems);
[[nodiscard]] Table read_table_file(const std::string& path, const Schema& schema, ProblemList& problems);

}  // namespace hearthgrid::io
