#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/data_path.hpp"
#include "engine/io/scenario_template.hpp"
#include "tools/cli/commands.hpp"

namespace hearthgrid::cli {

namespace {
namespace fs = std::filesystem;

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw RunError("cannot write " + path.string() + "; is the disk full or the folder not yours?");
}

std::string example_folder(const std::string& name) {
  if (const auto folder = io::scenario_folder(name)) return *folder;
  throw InputError(
      Problem{"", 0, 0, "there is no example scenario '" + name + "'", advice_for_unknown(name, io::scenario_names())});
}

void copy_example(const std::string& example, const fs::path& folder) {
  std::error_code error;
  fs::copy(example, folder, fs::copy_options::recursive, error);
  if (error) throw RunError("cannot copy " + example + " to " + folder.string() + ": " + error.message());
}
}  // namespace

int create_scenario(const NewOptions& options) {
  const fs::path folder(options.folder);
  std::error_code error;
  if (fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    throw InputError(Problem{options.folder, 0, 0, "this is there already", "name a new or an empty folder"});
  }
  const std::string example = options.from.empty() ? "" : example_folder(options.from);
  fs::create_directories(folder, error);
  if (error) throw RunError("cannot make the folder " + options.folder + ": " + error.message());
  if (example.empty()) {
    const std::string name = fs::absolute(folder).lexically_normal().filename().string();
    write_file(folder / "scenario.toml", io::scenario_template(name.empty() ? "scenario" : name));
    write_file(folder / "villages.csv", io::villages_template());
  } else {
    copy_example(example, folder);
  }
  fmt::print("{}\nnext: hearthgrid check {}\n", folder.string(), (folder / "scenario.toml").string());
  return 0;
}

}  // namespace hearthgrid::cli
