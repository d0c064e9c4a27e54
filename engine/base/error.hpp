#pragma once
// What goes wrong: InputError is the user's to mend (exit code 2), RunError is the machine's (exit code 1).

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid {

/// One mistake in one input: where it stands, what was given, and what would be right.
struct Problem {
  std::string file;     ///< path as the user gave it; empty when no file is to blame
  int line = 0;         ///< 1-based; 0 when it belongs to the whole file
  int column = 0;       ///< 1-based; 0 when it belongs to the whole line
  std::string message;  ///< what is wrong, with the value as given
  std::string advice;   ///< what is allowed and what to do

  /// "file:line:column: message\n  advice", leaving out what is not known.
  [[nodiscard]] std::string text() const;
};

/// Everything that is wrong with the inputs, found in one go.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  explicit InputError(Problem problem) : InputError(std::vector<Problem>{std::move(problem)}) {}
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// A failure while running that no input caused: a full disk, an unwritable folder.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The run was ended by the user (Ctrl-C); exit code 130.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// Gathers problems so that a user sees all of them at once.
class ProblemList {
 public:
  void add(Problem problem) { problems_.push_back(std::move(problem)); }
  [[nodiscard]] bool empty() const { return problems_.empty(); }
  [[nodiscard]] const std::vector<Problem>& all() const { return problems_; }
  /// Throws InputError with all problems, in order of file, line and column, if there is any.
  void throw_if_any() const;

 private:
  std::vector<Problem> problems_;
};

}  // namespace hearthgrid
