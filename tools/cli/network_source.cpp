#include "tools/cli/network_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/base/error.hpp"
#include "engine/io/network/element_frame.hpp"
#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::cli {

namespace fs = std::filesystem;

std::string guess_tool(const std::string& path) {
  constexpr const char* ADVICE = "say which tool wrote it with --from";
  std::error_code error;
  if (fs::is_directory(path, error)) {
    if (fs::exists(fs::path(path) / "bus.csv", error)) return "pandapower";
    if (fs::exists(fs::path(path) / "Master.dss", error)) return "opendss";
    if (fs::exists(fs::path(path) / "junction.csv", error)) return "pandapipes";
    throw InputError(Problem{
        path, 0, 0, "this folder has neither bus.csv (pandapower), junction.csv (pandapipes) nor Master.dss (OpenDSS)",
        ADVICE});
  }
  ProblemList problems;
  const auto text = io::read_text_file(path, problems);
  problems.throw_if_any();
  if (io::lower_case(fs::path(path).extension().string()) == ".dss") return "opendss";
  if (io::lower_case(fs::path(path).extension().string()) == ".net") return "gaslib";
  if (text->find("\"pandapipesNet\"") != std::string::npos) return "pandapipes";
  if (text->find("\"pandapowerNet\"") != std::string::npos) return "pandapower";
  const bool data = text->find("\"data\"") != std::string::npos && text->find("\"version\"") != std::string::npos;
  if (data && text->find("\"node\"") != std::string::npos) return "pgm";
  throw InputError(Problem{path, 0, 0, "this is no network that is recognised", ADVICE});
}

electricity::Network read_network(const NetworkSource& source) {
  const std::string tool = source.from.empty() ? guess_tool(source.path) : source.from;
  if (tool == "pandapipes" || tool == "gaslib") {
    throw InputError(Problem{source.path, 0, 0, "this is a network of gas", "solve it with hearthgrid flow"});
  }
  if (tool == "pgm") return io::read_pgm(source.path, {.frequency_hz = source.frequency_hz});
  if (tool == "opendss") return io::read_opendss(source.path, {.skip_missing_files = source.skip_missing_files});
  const bool pi = source.trafo_model == "pi";
  return io::read_pandapower(source.path,
                             {.trafo_model = pi ? electricity::ShuntPlace::pi : electricity::ShuntPlace::t});
}

}  // namespace hearthgrid::cli
