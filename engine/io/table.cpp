#include "engine/io/table.hpp"

#include <cmath>
#include <stdexcept>

#include "engine/io/csv_records.hpp"
#include "engine/io/value_check.hpp"

namespace hearthgrid::io {

const Table::Column& Table::column(const std::string& name) const {
  const auto found = columns_.find(name);
  if (found == columns_.end()) throw std::logic_error("table " + file_ + " has no column '" + name + "'");
  return found->second;
}

bool Table::has_column(const std::string& column_name) const {
  return column(column_name).present;
}

std::optional<double> Table::cell(int row, const std::string& name) const {
  const Column& values = column(name);
  if (values.kind == Kind::text) throw std::logic_error("column '" + name + "' holds text");
  if (values.numbers.empty() || std::isnan(values.numbers[row])) return std::nullopt;
  return values.numbers[row];
}

std::optional<double> Table::number(int row, const std::string& column_name) const {
  return cell(row, column_name);
}

std::optional<bool> Table::boolean(int row, const std::string& column_name) const {
  const auto value = cell(row, column_name);
  if (!value) return std::nullopt;
  return *value != 0.0;
}

std::optional<std::chrono::sys_days> Table::date(int row, const std::string& column_name) const {
  const auto value = cell(row, column_name);
  if (!value) return std::nullopt;
  return std::chrono::sys_days{std::chrono::days{static_cast<int>(*value)}};
}

const std::string& Table::text(int row, const std::string& column_name) const {
  static const std::string absent;
  const Column& values = column(column_name);
  if (values.kind != Kind::text) throw std::logic_error("column '" + column_name + "' does not hold text");
  return values.texts.empty() ? absent : values.texts[row];
}

Problem Table::problem(int row, const std::string& column_name, std::string message, std::string advice) const {
  Problem out{file_, lines_[row], 0, std::move(message), std::move(advice)};
  const auto position = positions_.find(column_name);
  if (position == positions_.end()) return out;
  const std::string_view text(source_text_);
  CsvCursor cursor(text.substr(offsets_[row]));
  CsvRecord record;
  if (!cursor.next(record) || record.fields.size() < static_cast<size_t>(position->second)) return out;
  const size_t at = offsets_[row] + record.fields[position->second - 1].offset;
  const size_t line_start = text.rfind('\n', at == 0 ? 0 : at - 1);
  const size_t from = line_start == std::string_view::npos || at == 0 ? 0 : line_start + 1;
  out.column = character_count(text.substr(from, at - from)) + 1;
  return out;
}

}  // namespace hearthgrid::io
