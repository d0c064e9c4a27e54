#pragma once
// Files with a few bytes changed: read, or refused with a place; never anything else.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "tests/cli/program.hpp"

namespace hearthgrid::io {

/// Spoils one of the `files` in `folder` after another with `pieces`; each time `read_and_solve(text)` reads the whole
/// and looks at what comes of it.
template <class ReadAndSolve>
void spoil_each(const cli_test::ScratchFolder& folder, const std::vector<std::string>& files,
                const std::vector<std::string>& pieces, const ReadAndSolve& read_and_solve) {
  std::mt19937 random(7);
  for (const std::string& name : files) {
    const std::string good = cli_test::read_all(folder.file(name));
    for (int trial = 0; trial < 60; ++trial) {
      std::string text = good;
      for (unsigned change = 0; change <= random() % 2; ++change) {
        text.replace(random() % text.size(), random() % 6, pieces[random() % pieces.size()]);
      }
      folder.write(name, text);
      try {
        read_and_solve(text);
      } catch (const InputError& error) {
        EXPECT_FALSE(error.problems().empty());
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what() << "\n" << text;
      }
    }
    folder.write(name, good);
  }
}

}  // namespace hearthgrid::io
