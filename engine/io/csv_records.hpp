#pragma once
// CSV text cut into records and fields (RFC 4180), without copying: what the table reader stands on.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::io {

/// One field as it stands in the text, quotes included, spaces around it left out.
struct CsvField {
  size_t offset = 0;  ///< of its first byte in the text
  std::string_view raw{};
  bool quoted = false;
  /// The field's content: outer quotes taken off, doubled quotes made single.
  [[nodiscard]] std::string content() const;
};

struct CsvRecord {
  size_t offset = 0;  ///< of the record's first byte
  int line = 0;       ///< 1-based line on which it begins
  std::vector<CsvField> fields{};
};

/// Walks through CSV text: comma-separated fields, LF or CRLF, line breaks inside quotes, a BOM at the front skipped.
class CsvCursor {
 public:
  explicit CsvCursor(std::string_view text);
  /// Reads the next record that is not an empty line; false at the end.
  [[nodiscard]] bool next(CsvRecord& record);
  /// Offset of a quote that is never closed, or of text after a closing quote; npos if there is none so far.
  [[nodiscard]] size_t bad_quote() const { return bad_quote_; }

 private:
  void read_field(CsvRecord& record);
  std::string_view text_;
  size_t position_ = 0;
  int line_ = 1;
  size_t bad_quote_ = std::string_view::npos;
};

}  // namespace hearthgrid::io
