#include "tools/cli/table_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <sstream>

namespace hearthgrid::cli {

namespace {

constexpr int GAP = 2;          ///< blanks between columns
constexpr int HEAD_WIDTH = 12;  ///< a header is broken when it is wider than this and than its column

struct Range {
  uint32_t first;
  uint32_t last;
};

// East Asian Width W and F (Unicode 15, UAX #11), neighbouring blocks joined.
constexpr Range WIDE[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                          {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
                          {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
                          {0x16FE0, 0x18D08}, {0x1B000, 0x1B2FB}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
                          {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr Range COMBINING[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF},
                               {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

template <size_t N>
bool within(uint32_t code, const Range (&ranges)[N]) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [code](const Range& range) { return code >= range.first && code <= range.last; });
}

std::string padded(const std::string& text, int width, bool left) {
  const std::string blanks(static_cast<size_t>(std::max(0, width - display_width(text))), ' ');
  return left ? text + blanks : blanks + text;
}

// A header in lines of at most `width`, broken after blanks, '-' and '_'.
std::vector<std::string> broken(const std::string& text, int width) {
  std::vector<std::string> words{""};
  for (const char letter : text) {
    words.back() += letter;
    if (letter == ' ' || letter == '-' || letter == '_') {
      words.emplace_back();
    }
  }
  const auto trimmed = [](std::string line) {
    while (!line.empty() && line.back() == ' ') {
      line.pop_back();
    }
    return line;
  };
  std::vector<std::string> lines{""};
  for (const std::string& word : words) {
    if (!lines.back().empty() && display_width(trimmed(lines.back() + word)) > width) {
      lines.back() = trimmed(lines.back());
      lines.emplace_back();
    }
    lines.back() += word;
  }
  lines.back() = trimmed(lines.back());
  return lines;
}

struct Column {
  std::vector<std::string> head;
  int width = 0;
  bool left = false;
};

Column measure(const TextTable& table, size_t index, int head_width) {
  Column column;
  column.left = index == 0 || std::find(table.left.begin(), table.left.end(), index) != table.left.end();
  for (const auto& row : table.rows) {
    column.width = std::max(column.width, display_width(row[index]));
  }
  column.head = broken(table.header[index], std::max(head_width, column.width));
  for (const std::string& line : column.head) {
    column.width = std::max(column.width, display_width(line));
  }
  return column;
}

std::vector<Column> measured(const TextTable& table, int head_width) {
  std::vector<Column> columns;
  for (size_t index = 0; index < table.header.size(); ++index) {
    columns.push_back(measure(table, index, head_width));
  }
  return columns;
}

int total_width(const std::vector<Column>& columns) {
  int total = -GAP;
  for (const Column& column : columns) {
    total += GAP + column.width;
  }
  return total;
}

std::string panel(const TextTable& table, const std::vector<Column>& columns, const std::vector<size_t>& chosen) {
  std::string out;
  const auto line_of = [&](const auto& cell) {
    std::string line;
    for (const size_t index : chosen) {
      line +=
          (line.empty() ? "" : std::string(GAP, ' ')) + padded(cell(index), columns[index].width, columns[index].left);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  size_t height = 0;
  for (const size_t index : chosen) {
    height = std::max(height, columns[index].head.size());
  }
  for (size_t row = 0; row < height; ++row) {
    line_of([&](size_t index) {
      const auto& head = columns[index].head;
      return row + head.size() < height ? std::string() : head[row + head.size() - height];
    });
  }
  line_of([&](size_t index) { return std::string(static_cast<size_t>(columns[index].width), '-'); });
  for (const auto& row : table.rows) {
    line_of([&](size_t index) { return row[index]; });
  }
  return out;
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    for (size_t k = 1; k < length && i + k < text.size(); ++k) {
      code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    width += within(code, COMBINING) ? 0 : within(code, WIDE) ? 2 : 1;
    i += length;
  }
  return width;
}

std::string number_text(double value) {
  const double size = std::abs(value);
  const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
  std::string text = fmt::format("{:.{}f}", value, decimals);
  return text.find_first_not_of("-0.") == std::string::npos ? "0" : text;
}

std::string significant_text(double value, int most_decimals) {
  const double size = std::abs(value);
  if (size >= 0.9995) return number_text(value);
  int decimals = 3;
  for (double least = 0.09995; size < least && decimals < most_decimals; least /= 10.0) ++decimals;
  std::string text = fmt::format("{:.{}f}", value, decimals);
  return text.find_first_not_of("-0.") == std::string::npos ? "0" : text;
}

std::string figure_text(double value) {
  constexpr int MOST_DECIMALS = 6;  // beyond: rounding of sums
  return significant_text(value, MOST_DECIMALS);
}

std::string change_text(double value) {
  const std::string text = figure_text(value);
  return text == "0" || text.front() == '-' ? text : "+" + text;
}

std::string exact_text(double value) {
  return fmt::format("{:.12g}", value);
}

std::vector<std::string> column_text(const std::vector<double>& values) {
  const bool whole =
      std::all_of(values.begin(), values.end(), [](double value) { return value == std::nearbyint(value); });
  std::vector<std::string> texts;
  for (const double value : values) {
    texts.push_back(whole ? fmt::format("{:.0f}", value) : number_text(value));
  }
  return texts;
}

std::string folded(const std::string& text, int width) {
  std::string out;
  int used = 0;
  for (size_t from = 0; from < text.size();) {
    const size_t to = std::min(text.find(' ', from), text.size());
    const std::string word = text.substr(from, to - from);
    const bool fits = used == 0 || used + 1 + display_width(word) <= width;
    out += used == 0 ? "" : fits ? " " : "\n";
    used = (fits && used > 0 ? used + 1 : 0) + display_width(word);
    out += word;
    from = to + 1;
  }
  return out;
}

std::string labelled(const std::string& label, const std::string& note) {
  constexpr int INDENT = 16;
  std::istringstream lines(folded(note, TABLE_WIDTH - INDENT));
  std::string out, before = label;
  for (std::string line; std::getline(lines, line); before.clear()) {
    out += fmt::format("  {:<{}}{}\n", before, INDENT - 2, line);
  }
  return out;
}

std::string render(const TextTable& table, int width) {
  if (table.header.empty()) {
    return table.title + (table.note.empty() ? "\n" : "\n\n" + table.note + "\n");
  }
  std::vector<Column> columns = measured(table, HEAD_WIDTH);
  if (total_width(columns) > width) {
    std::vector<Column> narrow = measured(table, 0);
    if (total_width(narrow) <= width) {
      columns = std::move(narrow);
    }
  }
  std::string out = table.title.empty() ? "" : table.title + "\n\n";
  std::vector<size_t> chosen{0};
  int used = columns[0].width;
  for (size_t index = 1; index < columns.size(); ++index) {
    if (used + GAP + columns[index].width > width && chosen.size() > 1) {
      out += panel(table, columns, chosen) + "\n";
      chosen = {0};
      used = columns[0].width;
    }
    chosen.push_back(index);
    used += GAP + columns[index].width;
  }
  return out + panel(table, columns, chosen) + (table.note.empty() ? "" : table.note + "\n");
}

std::string render_csv(const TextTable& table) {
  std::string out;
  const auto add = [&](const std::vector<std::string>& cells) {
    for (size_t i = 0; i < cells.size(); ++i) {
      out += i == 0 ? "" : ",";
      if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
        out += cells[i];
        continue;
      }
      out += '"';
      for (const char letter : cells[i]) {
        out += letter == '"' ? "\"\"" : std::string(1, letter);
      }
      out += '"';
    }
    out += "\r\n";
  };
  add(table.header);
  for (const auto& row : table.rows) {
    add(row);
  }
  return out;
}

}  // namespace hearthgrid::cli
