#pragma once
// Tables for people (80 columns, aligned by how wide text looks) and for programs (CSV, RFC 4180, UTF-8).

#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::cli {

constexpr int TABLE_WIDTH = 80;

/// Columns of ready text. The first column is set flush left, and so are those named in `left`; the rest flush right.
struct TextTable {
  std::string title;  ///< printed above; not part of the CSV
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<size_t> left;  ///< further columns set flush left
  std::string note = {};     ///< printed below; not part of the CSV
};

/// Columns of a terminal that UTF-8 text takes: East Asian wide characters count 2, combining marks 0.
[[nodiscard]] int display_width(std::string_view text);
/// At least three significant digits, no more than three decimals, whole numbers from 100 on.
[[nodiscard]] std::string number_text(double value);
/// The same with three significant digits below 1, too, as far as `most_decimals` reach.
[[nodiscard]] std::string significant_text(double value, int most_decimals);
/// A figure of a mix: three significant digits, no more than six decimals.
[[nodiscard]] std::string figure_text(double value);
/// The same with its sign; "0" has none.
[[nodiscard]] std::string change_text(double value);
/// Twelve significant digits, for CSV.
[[nodiscard]] std::string exact_text(double value);
/// A column for people: without decimals if every value is whole.
[[nodiscard]] std::vector<std::string> column_text(const std::vector<double>& values);

/// Text in lines of at most `width` columns, broken at blanks.
[[nodiscard]] std::string folded(const std::string& text, int width);

/// "  label         a note that may be", its further lines under the first, in 80 columns.
[[nodiscard]] std::string labelled(const std::string& label, const std::string& note);

/// The table in lines of at most `width` columns. Long headers are broken at blanks, '-' and '_', into
/// single words if that makes all columns fit; columns that do not fit follow in further panels, each with the first
/// column again. Without columns it is its title and note.
[[nodiscard]] std::string render(const TextTable& table, int width = TABLE_WIDTH);
[[nodiscard]] std::string render_csv(const TextTable& table);

}  // namespace hearthgrid::cli
