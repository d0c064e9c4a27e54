#pragma once
// A table of chosen nodes, pipes or devices of the gas network, built column by column.

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "tools/cli/local_time.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

/// Objects of one dimension, in an order. What there is not of an object is "-", and empty in CSV.
class GasObjects {
 public:
  using Numbers = std::vector<double>;
  using Texts = std::vector<std::string>;
  using There = std::vector<bool>;  ///< by object: whether it has the figure

  GasObjects(const TableRequest& request, const std::string& dimension)
      : request_(request), reader_(request.reader), names_(reader_.texts(dimension)), rows_(names_.size()) {
    std::iota(rows_.begin(), rows_.end(), size_t{0});
  }

  [[nodiscard]] Numbers values(const std::string& variable) const {
    return reader_.dimensions(variable).front() == "mix" ? reader_.numbers(variable, request_.mix)
                                                         : reader_.numbers(variable);
  }
  /// Values of another dimension, by the index that each object has into it.
  [[nodiscard]] Numbers values_at(const std::string& variable, const std::string& index) const {
    const Numbers all = values(variable);
    Numbers own;
    for (const double at : values(index)) own.push_back(all.at(static_cast<size_t>(at)));
    return own;
  }
  [[nodiscard]] static There not_zero(const Numbers& values) {
    There there;
    for (const double value : values) there.push_back(value != 0.0);
    return there;
  }
  [[nodiscard]] size_t rows() const { return rows_.size(); }

  /// Largest first, ties in the file's order.
  void sort_by(const Numbers& key) {
    std::stable_sort(rows_.begin(), rows_.end(), [&](size_t a, size_t b) { return key[a] > key[b]; });
  }
  template <class Keep>
  void keep_if(Keep keep) {
    std::erase_if(rows_, [&](size_t row) { return !keep(row); });
  }
  void cut(size_t rows) {
    if (rows_.size() > rows) rows_.resize(rows);
  }

  void name(const std::string& header) { text(header, names_); }
  void text(const std::string& header, const Texts& all) {
    if (!table_.header.empty()) table_.left.push_back(table_.header.size());
    column(header, {}, [&](size_t row) { return all.at(row); });
  }
  void number(const std::string& header, const Numbers& all, const There& there = {}) {
    Numbers chosen;
    for (const size_t row : rows_) {
      if (there.empty() || there.at(row)) chosen.push_back(all.at(row));
    }
    const Texts texts = column_text(chosen);
    size_t next = 0;
    column(header, there, [&](size_t row) { return request_.exact ? exact_text(all.at(row)) : texts.at(next++); });
  }
  void number(const std::string& header, const std::string& variable) { number(header, values(variable)); }
  /// A pressure; 0 = there is none.
  void pressure(const std::string& header, const Numbers& all) { number(header, all, not_zero(all)); }
  /// No column for people where it is 0 of all.
  void unless_zero(const std::string& header, const std::string& variable) {
    const Numbers all = values(variable);
    if (shows(not_zero(all))) number(header, all);
  }
  /// What is used of what there is, in per cent; no column for people where nothing is limited.
  void per_cent(const std::string& header, const std::string& share, const std::string& limit) {
    const There limited = not_zero(values(limit));
    Numbers all = values(share);
    for (double& value : all) value *= 100.0;
    if (shows(limited)) number(header, all, limited);
  }
  void time(const std::string& header, const Numbers& all, const There& there) {
    const LocalTime local(reader_);
    column(header, there, [&](size_t row) { return local.text(all.at(row), request_.exact); });
    table_.left.push_back(table_.header.size() - 1);
  }
  /// Of a figure that has happened where it is not 0.
  void time(const std::string& header, const std::string& variable, const std::string& figure) {
    time(header, values(variable), not_zero(values(figure)));
  }
  void flag(const std::string& header, const std::string& variable) {
    const Texts meanings = reader_.flag_meanings(variable);
    Texts texts;
    for (const double value : values(variable)) {
      texts.push_back(meanings.at(static_cast<size_t>(value)));
      std::replace(texts.back().begin(), texts.back().end(), '_', ' ');
    }
    text(header, texts);
  }
  /// Whether a column has something to say of the chosen objects; CSV has them all.
  [[nodiscard]] bool shows(const There& there) const {
    return request_.exact || std::any_of(rows_.begin(), rows_.end(), [&](size_t row) { return there.at(row); });
  }
  [[nodiscard]] TextTable take() {
    table_.rows.resize(rows_.size());
    for (const auto& column : columns_) {
      for (size_t i = 0; i < column.size(); ++i) table_.rows[i].push_back(column[i]);
    }
    return std::move(table_);
  }

 private:
  template <class Cell>
  void column(const std::string& header, const There& there, Cell cell) {
    table_.header.push_back(header);
    Texts cells;
    for (const size_t row : rows_) {
      cells.push_back(there.empty() || there.at(row) ? cell(row) : std::string(request_.exact ? "" : "-"));
    }
    columns_.push_back(std::move(cells));
  }

  const TableRequest& request_;
  const io::ResultsReader& reader_;
  Texts names_;
  std::vector<size_t> rows_;
  TextTable table_;
  std::vector<Texts> columns_;
};

}  // namespace hearthgrid::cli
