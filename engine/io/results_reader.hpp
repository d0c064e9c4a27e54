#pragma once
// Reads a results file (SCHEMA.md): what is in it, coordinates, numbers and texts. Packed series come back in their
// units.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/io/h5_file.hpp"

namespace hearthgrid::io {

/// Errors: InputError if the file is missing, is not a results file of ours, or is of another major schema version;
/// InputError too for a variable that the file does not have.
class ResultsReader {
 public:
  explicit ResultsReader(const std::string& path);

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Datasets of the root group, coordinates included, in the order they were written.
  [[nodiscard]] std::vector<std::string> variables() const;
  [[nodiscard]] bool has(const std::string& variable) const;
  [[nodiscard]] std::vector<std::string> dimensions(const std::string& variable) const;
  [[nodiscard]] std::vector<size_t> shape(const std::string& variable) const;
  /// Length of a dimension; 0 if the file does not have it.
  [[nodiscard]] size_t size_of(const std::string& dimension) const;

  /// A whole variable, row-major.
  [[nodiscard]] std::vector<double> numbers(const std::string& variable) const;
  /// The part of a variable at fixed indices of its outermost dimensions: {mix} or {mix, transformer}.
  [[nodiscard]] std::vector<double> numbers(const std::string& variable, std::span<const size_t> outer) const;
  [[nodiscard]] std::vector<double> numbers(const std::string& variable, size_t outer) const {
    return numbers(variable, std::span<const size_t>(&outer, 1));
  }
  /// Names of a coordinate or a text variable; a coordinate of numbers is printed.
  [[nodiscard]] std::vector<std::string> texts(const std::string& variable) const;
  /// Meanings of 0, 1, 2, ... of a flag variable.
  [[nodiscard]] std::vector<std::string> flag_meanings(const std::string& variable) const;

  [[nodiscard]] std::optional<std::string> attribute(const std::string& name) const;
  [[nodiscard]] std::optional<std::string> attribute(const std::string& variable, const std::string& name) const;
  /// The text of an input kept in /inputs.
  [[nodiscard]] std::string input_text(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> input_names() const;
  /// "object: message" of everything odd.
  [[nodiscard]] std::vector<std::string> diagnostics() const;

 private:
  [[nodiscard]] H5Handle open(const std::string& variable) const;
  std::string path_;
  H5Handle file_;
};

}  // namespace hearthgrid::io
