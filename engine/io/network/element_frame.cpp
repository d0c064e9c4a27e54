#include "engine/io/network/element_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/io/csv_records.hpp"

namespace hearthgrid::io {

std::optional<double> number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
  return out;
}

void ElementFrame::set_columns(std::vector<std::string> columns) {
  columns_ = std::move(columns);
  for (size_t i = 0; i < columns_.size(); ++i) positions_.emplace(columns_[i], i);
}

void ElementFrame::add_row(std::vector<std::string> cells, int line, std::string label) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) {
    const std::string word = cell.size() <= 5 ? lower_case(cell) : "";
    if (word == "nan" || word == "none" || word == "null" || word == "<na>") cell.clear();
  }
  cells_.push_back(std::move(cells));
  lines_.push_back(line);
  labels_.push_back(std::move(label));
}

std::string ElementFrame::origin(int row) const {
  return lines_[row] > 0 ? fmt::format("{}:{}", file_, lines_[row]) : fmt::format("{}: {}", file_, labels_[row]);
}

Problem ElementFrame::problem(int row, const std::string& message, const std::string& advice) const {
  return {file_, lines_[row], 0, lines_[row] > 0 ? message : labels_[row] + ": " + message, advice};
}

const std::string& ElementFrame::text(int row, const std::string& column) const {
  static const std::string ABSENT;
  const auto found = positions_.find(column);
  return found == positions_.end() ? ABSENT : cells_[row][found->second];
}

std::optional<double> ElementFrame::number(int row, const std::string& column, ProblemList& problems) const {
  const std::string& cell = text(row, column);
  if (cell.empty()) return std::nullopt;
  const std::optional<double> value = number_of(cell);
  if (!value || !std::isfinite(*value)) {
    problems.add(problem(row, fmt::format("{} is '{}'", column, cell), "give a finite number"));
    return std::nullopt;
  }
  return value;
}

double ElementFrame::number_or(int row, const std::string& column, double absent, ProblemList& problems) const {
  return number(row, column, problems).value_or(absent);
}

double ElementFrame::required(int row, const std::string& column, ProblemList& problems) const {
  if (text(row, column).empty()) {
    problems.add(problem(row, fmt::format("{} is missing", column),
                         has(column) ? "give a number" : fmt::format("the table needs a column {}", column)));
    return 0.0;
  }
  return number_or(row, column, 0.0, problems);
}

double ElementFrame::positive(int row, const std::string& column, ProblemList& problems) const {
  const size_t before = problems.all().size();
  const double value = required(row, column, problems);
  if (value > 0.0) return value;
  if (problems.all().size() == before) {
    problems.add(problem(row, fmt::format("{} is {}", column, text(row, column)), "it must be above 0"));
  }
  return 1.0;
}

bool ElementFrame::flag_or(int row, const std::string& column, bool absent, ProblemList& problems) const {
  const std::string word = lower_case(text(row, column));
  if (word.empty()) return absent;
  if (word == "true" || word == "1" || word == "1.0") return true;
  if (word == "false" || word == "0" || word == "0.0") return false;
  problems.add(problem(row, fmt::format("{} is '{}'", column, text(row, column)), "give True or False"));
  return absent;
}

ElementFrame frame_of_csv(const std::string& element, const std::string& path, const std::string& text,
                          ProblemList& problems) {
  ElementFrame frame(element, path);
  CsvCursor cursor(text);
  CsvRecord record;
  if (!cursor.next(record)) {
    problems.add({path, 1, 0, "the table is empty", "the first line names its columns"});
    return frame;
  }
  std::vector<std::string> columns;
  for (const CsvField& field : record.fields) columns.push_back(field.content());
  // pandas writes its index without a name.
  if (columns[0].empty() || columns[0] == "Unnamed: 0") columns[0] = "index";
  const size_t width = columns.size();
  for (size_t i = 0; i < width; ++i) {
    if (std::count(columns.begin(), columns.end(), columns[i]) > 1 && !columns[i].empty()) {
      problems.add({path, 1, 0, fmt::format("column {} stands there twice", columns[i]), "remove one"});
      break;
    }
  }
  frame.set_columns(std::move(columns));
  while (true) {
    record.fields.clear();
    if (!cursor.next(record)) break;
    if (record.fields.size() != width) {
      problems.add({path, record.line, 0, fmt::format("{} cells where the header has {}", record.fields.size(), width),
                    "give every column a cell"});
      continue;
    }
    std::vector<std::string> cells;
    for (const CsvField& field : record.fields) cells.push_back(field.content());
    frame.add_row(std::move(cells), record.line, "");
  }
  if (cursor.bad_quote() != std::string_view::npos) {
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(cursor.bad_quote()), '\n');
    problems.add({path, static_cast<int>(line), 0, "a quote is not closed, or text follows after the closing quote",
                  "quotes inside a quoted cell are doubled"});
  }
  return frame;
}

}  // namespace hearthgrid::io
