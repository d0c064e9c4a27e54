#include "engine/io/csv_sheet.hpp"

#include <algorithm>

#include "engine/io/csv_records.hpp"

namespace hearthgrid::io {
namespace {

void append(const std::vector<std::string>& cells, size_t columns, std::string& out) {
  for (size_t i = 0; i < columns; ++i) {
    if (i > 0) out += ',';
    const std::string_view cell = i < cells.size() ? cells[i] : std::string_view();
    const bool outer_space = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos && !outer_space) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) out += c == '"' ? "\"\"" : std::string(1, c);
    out += '"';
  }
  out += '\n';
}

}  // namespace

CsvSheet CsvSheet::of_text(std::string_view csv) {
  CsvCursor cursor(csv);
  CsvRecord record;
  CsvSheet sheet({});
  const auto cells = [&] {
    std::vector<std::string> out;
    for (const CsvField& field : record.fields) out.push_back(field.content());
    return out;
  };
  if (cursor.next(record)) sheet.columns_ = cells();
  while (cursor.next(record)) sheet.rows_.push_back(cells());
  return sheet;
}

size_t CsvSheet::find(std::string_view column) const {
  return static_cast<size_t>(std::ranges::find(columns_, column) - columns_.begin());
}

std::string CsvSheet::text(size_t row, std::string_view column) const {
  const size_t at = find(column);
  return at < rows_.at(row).size() ? rows_[row][at] : std::string();
}

void CsvSheet::set(size_t row, const std::string& column, std::string text) {
  const size_t at = find(column);
  if (at == columns_.size()) columns_.push_back(column);
  std::vector<std::string>& cells = rows_.at(row);
  if (cells.size() <= at) cells.resize(at + 1);
  cells[at] = std::move(text);
}

size_t CsvSheet::add_row() {
  rows_.emplace_back();
  return rows_.size() - 1;
}

size_t CsvSheet::copy_row(size_t row) {
  std::vector<std::string> copy = rows_.at(row);
  rows_.push_back(std::move(copy));
  return rows_.size() - 1;
}

void CsvSheet::drop_rows(std::string_view column, std::string_view text) {
  const size_t at = find(column);
  std::erase_if(rows_, [&](const auto& cells) { return at < cells.size() && cells[at] == text; });
}

std::string CsvSheet::csv() const {
  std::string out;
  append(columns_, columns_.size(), out);
  for (const auto& cells : rows_) append(cells, columns_.size(), out);
  return out;
}

}  // namespace hearthgrid::io
