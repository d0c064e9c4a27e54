#include "engine/io/network/opendss_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/io/network/element_frame.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::io {

namespace {

namespace fs = std::filesystem;
constexpr int DEEPEST = 20;  // files within files; more is a circle

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == ',';
}

/// The bracket or quote that closes what `c` opens, or 0.
char closing(char c) {
  switch (c) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '"':
      return '"';
    case '\'':
      return '\'';
    default:
      return 0;
  }
}

/// Walks along one line of a script.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text) : text_(text) {}

  /// The next value, or false at the end or at a comment. `open` is set where a bracket or quote is not closed.
  bool next(std::string& value, bool& open) {
    skip_blanks();
    if (at_end()) return false;
    const char close = closing(text_[at_]);
    value.clear();
    if (close != 0) {
      const size_t end = end_of_group(close);
      if (end == std::string_view::npos) {
        open = true;
        at_ = text_.size();
        return false;
      }
      value = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      return true;
    }
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '=' && !comment()) value += text_[at_++];
    return true;
  }

  /// Steps over a '=' if one comes next.
  bool equals() {
    size_t ahead = at_;
    while (ahead < text_.size() && is_blank(text_[ahead]) && text_[ahead] != ',') ++ahead;
    if (ahead >= text_.size() || text_[ahead] != '=') return false;
    at_ = ahead + 1;
    return true;
  }

 private:
  /// A bracket may hold others of its kind, and quotes.
  [[nodiscard]] size_t end_of_group(char close) const {
    const char opened = text_[at_];
    int depth = 0;
    for (size_t i = at_; i < text_.size(); ++i) {
      if (opened != close && text_[i] == opened) ++depth;
      if (text_[i] == close && i > at_ && (opened == close || --depth == 0)) return i;
    }
    return std::string_view::npos;
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  [[nodiscard]] bool comment() const { return text_[at_] == '!' || text_.substr(at_).starts_with("//"); }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size() || comment(); }
  std::string_view text_;
  size_t at_ = 0;
};

class ScriptReader {
 public:
  ScriptReader(bool skip_missing_files, std::vector<std::string>& skipped, ProblemList& problems)
      : skip_missing_files_(skip_missing_files), skipped_(skipped), problems_(problems) {}

  void read_file(const std::string& path, int depth) {
    const std::optional<std::string> text = read_text_file(path, problems_);
    if (!text) return;
    bool in_comment = false;
    int line = 0;
    for (size_t start = 0; start < text->size();) {
      const size_t end = std::min(text->find('\n', start), text->size());
      read_line(path, ++line, std::string_view(*text).substr(start, end - start), in_comment, depth);
      start = end + 1;
    }
  }

  std::vector<DssStatement> statements{};

 private:
  void read_line(const std::string& path, int line, std::string_view text, bool& in_comment, int depth) {
    if (line == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (in_comment || text.starts_with("/*")) {
      in_comment = text.find("*/") == std::string_view::npos;
      return;
    }
    const size_t first = text.find_first_not_of(" \t\r");
    const bool tilde = first != std::string_view::npos && text[first] == '~';
    LineCursor cursor(tilde ? text.substr(first + 1) : text);
    std::string command;
    bool open = false;
    if (!tilde && !cursor.next(command, open)) {
      if (open) complain_open(path, line);
      return;
    }
    command = lower_case(command);
    const bool more = tilde || command == "more" || command == "m";
    if (more && statements.empty()) {
      problems_.add({path, line, 0, "a continuation of nothing", "it follows a New or Edit"});
      return;
    }
    if (!more) {
      statements.push_back({.command = command,
                            .words = {},
                            .file = path,
                            .line = line,
                            .folder = fs::path(path).parent_path().string()});
    }
    read_words(cursor, path, line);
    if (!more && (command == "redirect" || command == "compile")) follow(depth);
  }

  void read_words(LineCursor& cursor, const std::string& path, int line) {
    bool open = false;
    std::string value;
    while (cursor.next(value, open)) {
      DssWord word{.name = "", .value = value, .file = path, .line = line};
      if (cursor.equals()) {
        word.name = lower_case(value);
        if (!cursor.next(word.value, open)) word.value.clear();
      }
      statements.back().words.push_back(std::move(word));
    }
    if (open) complain_open(path, line);
  }

  void complain_open(const std::string& path, int line) {
    problems_.add({path, line, 0, "a bracket or a quote is not closed", "close it on the same line"});
  }

  void follow(int depth) {
    const DssStatement redirect = std::move(statements.back());
    statements.pop_back();
    if (redirect.words.empty()) {
      problems_.add({redirect.file, redirect.line, 0, "redirect names no file", "write: Redirect FILE"});
      return;
    }
    std::string name = redirect.words[0].value;
    std::replace(name.begin(), name.end(), '\\', '/');
    const std::string path = (fs::path(redirect.folder) / name).string();
    std::error_code error;
    if (!fs::exists(path, error)) {
      skipped_.push_back(path);
      if (!skip_missing_files_) {
        problems_.add({redirect.file, redirect.line, 0, fmt::format("{} does not exist", name),
                       "put it there, or read without what is missing (--skip-missing)"});
      }
      return;
    }
    if (depth >= DEEPEST) {
      problems_.add({redirect.file, redirect.line, 0, "files redirect to each other in a circle", "break it"});
      return;
    }
    read_file(path, depth + 1);
  }

  bool skip_missing_files_;
  std::vector<std::string>& skipped_;
  ProblemList& problems_;
};

}  // namespace

std::vector<DssStatement> read_dss_script(const std::string& path, bool skip_missing_files,
                                          std::vector<std::string>& skipped, ProblemList& problems) {
  ScriptReader reader(skip_missing_files, skipped, problems);
  reader.read_file(path, 0);
  return std::move(reader.statements);
}

std::vector<std::string> dss_items(std::string_view value) {
  std::vector<std::string> items;
  std::string item;
  bool open = false;
  std::string text(value);
  std::replace(text.begin(), text.end(), '\n', ' ');
  LineCursor cursor(text);
  while (cursor.next(item, open)) {
    items.push_back(item);
    if (cursor.equals()) items.back() += "=";
  }
  return items;
}

}  // namespace hearthgrid::io
