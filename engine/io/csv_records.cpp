#include "engine/io/csv_records.hpp"

namespace hearthgrid::io {

namespace {
std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return text.substr(0, 0);
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}
}  // namespace

std::string CsvField::content() const {
  if (!quoted) return std::string(raw);
  std::string out;
  out.reserve(raw.size());
  for (size_t i = 1; i + 1 < raw.size(); ++i) {
    out += raw[i];
    if (raw[i] == '"') ++i;
  }
  return out;
}

CsvCursor::CsvCursor(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) position_ = 3;
}

void CsvCursor::read_field(CsvRecord& record) {
  size_t start = position_;
  while (start < text_.size() && (text_[start] == ' ' || text_[start] == '\t')) ++start;
  const bool quoted = start < text_.size() && text_[start] == '"';
  size_t end = start;
  if (quoted) {
    for (end = start + 1; end < text_.size(); ++end) {
      if (text_[end] == '\n') ++line_;
      if (text_[end] != '"') continue;
      if (end + 1 < text_.size() && text_[end + 1] == '"') {
        ++end;
      } else {
        break;
      }
    }
    if (end >= text_.size()) {
      bad_quote_ = start;
      position_ = text_.size();
      record.fields.push_back({start, text_.substr(start), false});
      return;
    }
    ++end;
  }
  const size_t after = text_.find_first_of(",\n", end);
  position_ = after == std::string_view::npos ? text_.size() : after;
  const std::string_view rest = trimmed(text_.substr(end, position_ - end));
  if (quoted && !rest.empty() && bad_quote_ == std::string_view::npos) bad_quote_ = end;
  if (quoted) {
    record.fields.push_back({start, text_.substr(start, end - start), true});
  } else {
    record.fields.push_back({start, rest, false});
  }
}

bool CsvCursor::next(CsvRecord& record) {
  while (position_ < text_.size()) {
    record.offset = position_;
    record.line = line_;
    record.fields.clear();
    read_field(record);
    while (position_ < text_.size() && text_[position_] == ',') {
      ++position_;
      read_field(record);
    }
    if (position_ < text_.size()) {
      ++position_;
      ++line_;
    }
    const bool blank = record.fields.size() == 1 && record.fields.front().raw.empty();
    if (!blank) return true;
  }
  return false;
}

}  // namespace hearthgrid::io
