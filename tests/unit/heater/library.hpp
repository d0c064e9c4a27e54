#pragma once
// The project's own technologies, read for the tests.

#include <stdexcept>
#include <string>
#include <vector>

#include "engine/io/technology_file.hpp"

namespace hearthgrid::heater::testing {

inline const std::vector<Technology>& library() {
  static const std::vector<Technology> ALL = [] {
    ProblemList problems;
    auto all = io::read_technologies(HEARTHGRID_SOURCE_DIR "/models/heater/technologies.toml", problems);
    problems.throw_if_any();
    return all;
  }();
  return ALL;
}

inline const Technology& technology(const std::string& name) {
  const Technology* found = io::find_technology(library(), name);
  if (found == nullptr) throw std::out_of_range(name);
  return *found;
}

}  // namespace hearthgrid::heater::testing
