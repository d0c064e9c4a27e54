// Reads CSV text column by column along its schema.

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "engine/base/random.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/csv_records.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/table.hpp"
#include "engine/io/text_file.hpp"
#include "engine/io/value_check.hpp"

namespace hearthgrid::io {

class TableReader {
 public:
  TableReader(const Schema& schema, ProblemList& problems) : schema_(schema), problems_(problems) {}

  Table read(const std::string& csv_text, const std::string& file_name) {
    table_.file_ = file_name;
    table_.source_text_ = csv_text;
    for (const KeySpec& spec : schema_.keys) table_.columns_[spec.name].kind = spec.kind;
    if (!utf8_is_well_formed()) return std::move(table_);
    CsvCursor cursor(table_.source_text_);
    CsvRecord record;
    if (!cursor.next(record)) {
      problems_.add({file_name, 1, 0, "the table is empty", "the first line names the columns: " + column_names()});
      return std::move(table_);
    }
    read_header(record);
    while (cursor.next(record)) read_row(record);
    if (cursor.bad_quote() != std::string_view::npos) {
      add_at(cursor.bad_quote(), "a quote is not closed, or text follows after the closing quote",
             "a cell with commas, quotes or line breaks stands in double quotes, quotes inside it are doubled");
    }
    report_left_out();
    return std::move(table_);
  }

 private:
  static constexpr int TOLD_PER_COLUMN = 20;

  /// A column of the file: what it is in the schema, what it is in the table.
  struct Reading {
    const KeySpec* spec = nullptr;
    Table::Column* column = nullptr;
    double default_number = std::numeric_limits<double>::quiet_NaN();
    std::string default_text{};
    int faults = 0;
    int last_fault_line = 0;
    std::unordered_map<std::string, int> seen{};  ///< of a key column: cell -> line
  };

  [[nodiscard]] std::string column_names() const {
    std::string out;
    for (const KeySpec& spec : schema_.keys) out += (out.empty() ? "" : ", ") + spec.name;
    return out;
  }

  void add_at(size_t offset, std::string message, std::string advice) {
    const std::string_view text(table_.source_text_);
    const std::string_view before = text.substr(0, offset);
    const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    const size_t line_start = before.rfind('\n');
    const size_t from = line_start == std::string_view::npos ? 0 : line_start + 1;
    problems_.add({table_.file_, line, character_count(text.substr(from, offset - from)) + 1, std::move(message),
                   std::move(advice)});
  }

  bool utf8_is_well_formed() {
    const size_t bad = first_bad_utf8(table_.source_text_);
    if (bad == std::string_view::npos) return true;
    add_at(bad, "this byte is not UTF-8 text",
           "save the table as UTF-8 (in Excel: 'CSV UTF-8'; from GBK: iconv -f GBK -t UTF-8)");
    return false;
  }

  void read_header(const CsvRecord& record) {
    std::vector<std::string> allowed;
    for (const KeySpec& spec : schema_.keys) allowed.push_back(spec.name);
    if (record.fields.size() == 1 && record.fields.front().raw.find_first_of(";\t") != std::string_view::npos) {
      add_at(record.offset, "the columns are not separated by commas", "save the table with ',' between the columns");
      readings_.emplace_back();
      return;
    }
    for (const CsvField& field : record.fields) {
      const std::string name = field.content();
      const KeySpec* spec = nullptr;
      for (const KeySpec& key : schema_.keys) {
        if (key.name == name) spec = &key;
      }
      if (spec == nullptr) {
        add_at(field.offset, "unknown column '" + name + "'", advice_for_unknown(name, allowed));
      } else if (table_.columns_[name].present) {
        add_at(field.offset, "the column '" + name + "' is there twice", "take one of the two out");
        spec = nullptr;
      } else {
        table_.columns_[name].present = true;
        table_.positions_[name] = static_cast<int>(readings_.size()) + 1;
      }
      readings_.push_back(reading_of(spec));
    }
    for (const KeySpec& spec : schema_.keys) require_column(spec, record);
  }

  Reading reading_of(const KeySpec* spec) {
    Reading reading;
    reading.spec = spec;
    if (spec == nullptr) return reading;
    reading.column = &table_.columns_[spec->name];
    if (!spec->default_text) return reading;
    if (spec->kind == Kind::text) {
      reading.default_text = *spec->default_text;
    } else {
      reading.default_number = cell_number(*spec, *spec->default_text).value();
    }
    return reading;
  }

  /// A column that must be there and is not is a problem; one with a default is filled with it.
  void require_column(const KeySpec& spec, const CsvRecord& header) {
    if (table_.columns_[spec.name].present) return;
    if (spec.default_text) {
      absent_.push_back(reading_of(&spec));
    } else if (!spec.optional) {
      problems_.add({table_.file_, header.line, 0, "the column '" + spec.name + "' is missing",
                     spec.description + " Allowed: " + allowed_text(spec)});
    }
  }

  void read_row(const CsvRecord& record) {
    if (record.fields.size() != readings_.size()) {
      fault(length_fault_, record.line, 0,
            "this row has " + std::to_string(record.fields.size()) + " cells, the header has " +
                std::to_string(readings_.size()),
            "a comma too few or too many? a text with commas stands in double quotes");
      return;
    }
    table_.lines_.push_back(record.line);
    table_.offsets_.push_back(record.offset);
    uint64_t row_hash = 0;
    for (size_t i = 0; i < readings_.size(); ++i) read_cell(readings_[i], record, record.fields[i], row_hash);
    for (Reading& reading : absent_) store_default(reading);
    table_.order_free_hash_ += stable_hash(std::to_string(row_hash));
  }

  static void store_default(Reading& reading) {
    if (reading.spec->kind == Kind::text) {
      reading.column->texts.push_back(reading.default_text);
    } else {
      reading.column->numbers.push_back(reading.default_number);
    }
  }

  void read_cell(Reading& reading, const CsvRecord& record, const CsvField& field, uint64_t& row_hash) {
    if (reading.spec == nullptr) return;
    const KeySpec& spec = *reading.spec;
    const std::string content = field.content();
    if (content.empty()) {
      store_default(reading);
      if (!spec.default_text && !spec.optional) {
        cell_fault(reading, record, field, "'" + spec.name + "' is empty", "allowed: " + allowed_text(spec));
      }
      return;
    }
    row_hash += stable_hash(spec.name + '\x1f' + content);
    if (spec.unique) check_unique(reading, record, field, content);
    if (is_blank_source(spec, content)) {
      cell_fault(reading, record, field, "'source' is empty", ADVICE_FOR_BLANK_SOURCE);
    }
    if (spec.kind == Kind::text) {
      if (!word_allowed(spec, content)) {
        cell_fault(reading, record, field, spec.name + " = '" + content + "' is not one of the words allowed",
                   advice_for_unknown(content, spec.allowed));
      }
      reading.column->texts.push_back(content);
      return;
    }
    const std::optional<double> number = cell_number(spec, content);
    reading.column->numbers.push_back(number.value_or(reading.default_number));
    if (!number) {
      cell_fault(reading, record, field, spec.name + " = '" + content + "' is not a " + kind_name(spec.kind),
                 "allowed: " + allowed_text(spec) + advice_for_number(spec, content));
    } else if (const auto fault = number_fault_of(spec, *number)) {
      cell_fault(reading, record, field, spec.name + " = " + content + " " + *fault, "allowed: " + allowed_text(spec));
    }
  }

  static std::optional<std::string> number_fault_of(const KeySpec& spec, double number) {
    if (spec.kind != Kind::number && spec.kind != Kind::integer) return std::nullopt;
    return number_fault(spec, number);
  }

  static std::string advice_for_number(const KeySpec& spec, const std::string& content) {
    if (spec.kind != Kind::number && spec.kind != Kind::integer) return "";
    if (content.find(',') != std::string::npos) return "; the decimal sign is a point";
    const size_t unit = content.find_first_not_of("0123456789.+-eE ");
    if (unit != std::string::npos && unit > 0) return "; the unit stands in the column's name, not in the cell";
    return "; leave the cell empty if it is not known";
  }

  static std::optional<double> cell_number(const KeySpec& spec, const std::string& content) {
    if (spec.kind == Kind::boolean) {
      const auto flag = parse_boolean(content);
      return flag ? std::optional<double>(*flag ? 1.0 : 0.0) : std::nullopt;
    }
    if (spec.kind == Kind::date) {
      const auto day = parse_date(content);
      return day ? std::optional<double>(day->time_since_epoch().count()) : std::nullopt;
    }
    return parse_number(content);
  }

  void check_unique(Reading& reading, const CsvRecord& record, const CsvField& field, const std::string& content) {
    const auto [first, fresh] = reading.seen.emplace(content, record.line);
    if (fresh) return;
    cell_fault(reading, record, field, "the " + reading.spec->name + " '" + content + "' is there twice",
               "it stands in line " + std::to_string(first->second) + " already; give each its own name");
  }

  void cell_fault(Reading& reading, const CsvRecord& record, const CsvField& field, const std::string& message,
                  const std::string& advice) {
    reading.last_fault_line = record.line;
    if (++reading.faults > TOLD_PER_COLUMN) return;
    add_at(field.offset, message, advice);
  }

  void fault(Reading& reading, int line, int column, const std::string& message, const std::string& advice) {
    reading.last_fault_line = line;
    if (++reading.faults <= TOLD_PER_COLUMN) problems_.add({table_.file_, line, column, message, advice});
  }

  void report_left_out() {
    for (const Reading& reading : readings_) {
      if (reading.spec != nullptr) report_left_out(reading, "in the column '" + reading.spec->name + "'");
    }
    report_left_out(length_fault_, "with rows of the wrong length");
  }

  void report_left_out(const Reading& reading, const std::string& where) {
    if (reading.faults <= TOLD_PER_COLUMN) return;
    problems_.add({table_.file_, reading.last_fault_line, 0,
                   "and " + std::to_string(reading.faults - TOLD_PER_COLUMN) + " more problems " + where,
                   "the first " + std::to_string(TOLD_PER_COLUMN) + " are listed; the last stands in this line"});
  }

  const Schema& schema_;
  ProblemList& problems_;
  Table table_;
  std::vector<Reading> readings_;
  std::vector<Reading> absent_;  ///< columns that the file does not have and that have a default
  Reading length_fault_;
};

Table read_table(const std::string& csv_text, const std::string& file_name, const Schema& schema,
                 ProblemList& problems) {
  return TableReader(schema, problems).read(csv_text, file_name);
}

Table read_table_file(const std::string& path, const Schema& schema, ProblemList& problems) {
  const auto text = read_text_file(path, problems);
  if (text) return read_table(*text, path, schema, problems);
  ProblemList ignored;  // the missing file is told; that its table is empty need not be
  return read_table("", path, schema, ignored);
}

}  // namespace hearthgrid::io
