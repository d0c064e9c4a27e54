#include <fmt/format.h>

#include <cmath>
#include <unordered_map>

#include "engine/io/gas/gaslib_file.hpp"
#include "engine/io/gas/xml_text.hpp"
#include "models/gas/properties.hpp"

namespace hearthgrid::io {

namespace {

constexpr double PA_PER_BAR = 1e5;

class GasLibReader {
 public:
  GasLibReader(const XmlFile& net, const XmlFile& scn, const GasLibOptions& options, ProblemList& problems)
      : net_(net), scn_(scn), options_(options), problems_(problems) {}

  GasLibNetwork read() {
    const pugi::xml_node root = net_.document().document_element();
    if (std::string_view(root.name()) != "network") {
      problems_.add({net_.path(), 0, 0, "this is no network of GasLib", "its root element is <network>"});
      return std::move(out_);
    }
    for (const pugi::xml_node& part : root.children()) {
      if (local_name(part) == "information") out_.network.name = part.child_value("framework:title");
      if (local_name(part) == "nodes") read_nodes(part);
    }
    for (const pugi::xml_node& part : root.children()) {
      if (local_name(part) == "connections") read_connections(part);
    }
    check_options();
    read_nomination();
    return std::move(out_);
  }

 private:
  static std::string origin(const XmlFile& file, const pugi::xml_node& node) {
    return fmt::format("{}:{}", file.path(), file.line(node));
  }
  [[nodiscard]] double gauge_pa(double bar, int node) const {
    const double elevation_m = node == gas::NO_NODE ? 0.0 : out_.network.nodes[static_cast<size_t>(node)].elevation_m;
    return PA_PER_BAR * bar - gas::ambient_pressure_pa(elevation_m);
  }

  void read_nodes(const pugi::xml_node& part) {
    for (const pugi::xml_node& node : part.children()) {
      if (node.type() != pugi::node_element) continue;
      const std::string_view kind = local_name(node);
      if (kind != "source" && kind != "sink" && kind != "innode") {
        problems_.add(net_.problem(node, fmt::format("nodes of the kind {} are not understood", kind),
                                   "understood: source, sink, innode"));
        continue;
      }
      const std::string id = node.attribute("id").value();
      if (!node_at_.emplace(id, static_cast<int>(out_.network.nodes.size())).second) {
        problems_.add(net_.problem(node, fmt::format("node '{}' stands there twice", id), "give each its own id"));
      }
      if (kind == "source" && !gas_known_) read_gas(node);
      out_.network.nodes.push_back(
          {.name = id,
           .elevation_m = net_.value(node, "height", XmlQuantity::length_m, problems_).value_or(0.0),
           .origin = origin(net_, node)});
      out_.minimum_bar.push_back(net_.value(node, "pressureMin", XmlQuantity::pressure_bar, problems_).value_or(0.0));
      out_.maximum_bar.push_back(
          net_.value(node, "pressureMax", XmlQuantity::pressure_bar, problems_).value_or(gas::UNLIMITED));
    }
  }

  void read_gas(const pugi::xml_node& source) {
    gas_known_ = true;
    gas::GasFluid& fluid = out_.network.fluid;
    fluid.name = "gas of " + std::string(source.attribute("id").value());
    fluid.normal_density_kg_m3 = net_.required(source, "normDensity", XmlQuantity::density_kg_m3, 0.785, problems_);
    fluid.temperature_k = net_.required(source, "gasTemperature", XmlQuantity::temperature_k, 283.15, problems_);
    fluid.viscosity_pa_s = options_.viscosity_pa_s;
    const double relative = fluid.normal_density_kg_m3 / gas::AIR_NORMAL_DENSITY_KG_M3;
    fluid.compressibility = options_.compressibility.value_or(gas::cnga_compressibility(relative, fluid.temperature_k));
  }

  int node_of(const pugi::xml_node& element, const char* end) {
    const auto found = node_at_.find(element.attribute(end).value());
    if (found != node_at_.end()) return found->second;
    problems_.add(net_.problem(element,
                               fmt::format("{} '{}' goes {} '{}', which is no node", local_name(element),
                                           element.attribute("id").value(), end, element.attribute(end).value()),
                               "give the id of a node"));
    return gas::NO_NODE;
  }

  void read_connections(const pugi::xml_node& part) {
    for (const pugi::xml_node& element : part.children()) {
      if (element.type() != pugi::node_element) continue;
      const std::string_view kind = local_name(element);
      const std::string id = element.attribute("id").value();
      ids_.insert(id);
      const int from = node_of(element, "from"), to = node_of(element, "to");
      if (kind == "pipe") {
        read_pipe(element, id, from, to);
      } else if (kind == "resistor") {
        read_resistor(element, id, from, to);
      } else if (kind == "shortPipe" || kind == "valve") {
        const bool open = !options_.closed_valves.contains(id);
        out_.network.valves.push_back(
            {.name = id, .from = from, .to = to, .open = open, .origin = origin(net_, element)});
      } else if (kind == "controlValve") {
        read_control_valve(element, id, from, to);
      } else if (kind == "compressorStation") {
        read_station(element, id, from, to);
      } else {
        problems_.add(net_.problem(element, fmt::format("elements of the kind {} are not understood", kind),
                                   "understood: pipe, shortPipe, valve, resistor, controlValve, compressorStation"));
      }
    }
  }

  void read_pipe(const pugi::xml_node& element, const std::string& id, int from, int to) {
    gas::GasPipe pipe{.name = id, .from = from, .to = to, .origin = origin(net_, element)};
    pipe.length_m = net_.required(element, "length", XmlQuantity::length_m, 1.0, problems_);
    pipe.inner_diameter_m = net_.required(element, "diameter", XmlQuantity::length_m, 1.0, problems_);
    pipe.roughness_m = net_.required(element, "roughness", XmlQuantity::length_m, 1e-5, problems_);
    out_.network.pipes.push_back(std::move(pipe));
  }

  void read_resistor(const pugi::xml_node& element, const std::string& id, int from, int to) {
    if (!element.child("dragFactor")) {
      problems_.add(net_.problem(element, fmt::format("resistor '{}' has no dragFactor", id),
                                 "resistors of a fixed loss of pressure are not modelled: give a drag factor"));
      return;
    }
    gas::GasPipe pipe{.name = id, .from = from, .to = to, .origin = origin(net_, element)};
    pipe.loss_coefficient = net_.required(element, "dragFactor", XmlQuantity::plain, 1.0, problems_);
    pipe.inner_diameter_m = net_.required(element, "diameter", XmlQuantity::length_m, 1.0, problems_);
    pipe.roughness_m = 0.0;
    out_.network.pipes.push_back(std::move(pipe));
  }

  /// Of a station or control valve, absolute.
  double outlet_bar(const pugi::xml_node& element, const std::string& id) {
    const auto given = options_.outlet_bar.find(id);
    if (given != options_.outlet_bar.end()) return given->second;
    return net_.required(element, "pressureOutMax", XmlQuantity::pressure_bar, 1.0, problems_);
  }

  void read_control_valve(const pugi::xml_node& element, const std::string& id, int from, int to) {
    gas::GasRegulator regulator{.name = id, .from = from, .to = to, .origin = origin(net_, element)};
    regulator.kind = gas::RegulatorKind::station;
    regulator.set_pa = gauge_pa(outlet_bar(element, id), to);
    for (const char* loss : {"pressureDifferentialMin", "pressureLossIn", "pressureLossOut"}) {
      regulator.minimum_difference_pa +=
          PA_PER_BAR * net_.value(element, loss, XmlQuantity::pressure_bar, problems_).value_or(0.0);
    }
    out_.network.regulators.push_back(std::move(regulator));
  }

  void read_station(const pugi::xml_node& element, const std::string& id, int from, int to) {
    gas::GasCompressor compressor{.name = id, .from = from, .to = to, .origin = origin(net_, element)};
    const auto ratio = options_.ratio.find(id);
    if (ratio != options_.ratio.end()) {
      compressor.ratio = ratio->second;
    } else {
      compressor.outlet_pa = gauge_pa(outlet_bar(element, id), to);
    }
    out_.network.compressors.push_back(std::move(compressor));
  }

  void check_options() {
    const auto known = [&](const std::string& id) {
      if (ids_.contains(id)) return;
      problems_.add({net_.path(), 0, 0, fmt::format("there is no '{}' to set", id), "give the id of a connection"});
    };
    for (const auto& id : options_.closed_valves) known(id);
    for (const auto& [id, value] : options_.ratio) known(id);
    for (const auto& [id, value] : options_.outlet_bar) known(id);
  }

  /// Bounds of a nominated flow, which have to agree [1000 m3/h at 0 degC].
  double nominated(const pugi::xml_node& node) {
    std::optional<double> lower, upper;
    for (const pugi::xml_node& flow : node.children("flow")) {
      const std::string_view bound = flow.attribute("bound").value();
      const auto value = scn_.own_value(flow, XmlQuantity::flow_1000m3h, problems_);
      if (bound == "lower" || bound == "both") lower = value;
      if (bound == "upper" || bound == "both") upper = value;
    }
    if (lower && upper && *lower == *upper) return *lower;
    problems_.add(scn_.problem(node, fmt::format("the flow of '{}' is not fixed", node.attribute("id").value()),
                               "give it a lower and an upper bound that agree"));
    return 0.0;
  }

  void read_nomination() {
    const pugi::xml_node scenario = scn_.document().document_element().child("scenario");
    if (!scenario) {
      problems_.add({scn_.path(), 0, 0, "this is no nomination of GasLib", "its root holds an element <scenario>"});
      return;
    }
    double largest = -1.0;
    int held = gas::NO_NODE;
    for (const pugi::xml_node& node : scenario.children("node")) {
      const std::string id = node.attribute("id").value();
      const std::string_view type = node.attribute("type").value();
      const auto found = node_at_.find(id);
      if (found == node_at_.end() || (type != "entry" && type != "exit")) {
        problems_.add(scn_.problem(node, fmt::format("'{}' is no entry or exit of the network", id),
                                   "give the id of a node, and type entry or exit"));
        continue;
      }
      const double flow = nominated(node);
      if (type == "entry" && (options_.held_entry.empty() ? flow > largest : id == options_.held_entry)) {
        largest = flow;
        held = found->second;
      }
      gas::GasDemand demand{.name = id, .node = found->second, .type = std::string(type)};
      demand.draw_m3h = gas::to_reference_m3(1000.0 * flow) * (type == "entry" ? -1.0 : 1.0);
      demand.origin = origin(scn_, node);
      out_.network.demands.push_back(std::move(demand));
    }
    hold(held);
  }

  void hold(int held) {
    if (held == gas::NO_NODE) {
      problems_.add({scn_.path(), 0, 0,
                     options_.held_entry.empty() ? "the nomination has no entry"
                                                 : fmt::format("'{}' is no entry of it", options_.held_entry),
                     "one entry's pressure is held, and takes what the others leave"});
      return;
    }
    const gas::GasNode& node = out_.network.nodes[static_cast<size_t>(held)];
    for (auto& demand : out_.network.demands) {
      if (demand.node == held && demand.type == "entry") demand.in_service = false;
    }
    const double bar = options_.held_bar.value_or(out_.maximum_bar[static_cast<size_t>(held)]);
    out_.network.supplies.push_back({.name = node.name,
                                     .node = held,
                                     .pressure_pa = gauge_pa(bar, held),
                                     .takes_back = true,
                                     .origin = node.origin});
  }

  const XmlFile& net_;
  const XmlFile& scn_;
  const GasLibOptions& options_;
  ProblemList& problems_;
  GasLibNetwork out_;
  std::unordered_map<std::string, int> node_at_;
  std::set<std::string> ids_;
  bool gas_known_ = false;
};

}  // namespace

GasLibNetwork read_gaslib(const std::string& net_path, const std::string& scn_path, const GasLibOptions& options) {
  ProblemList problems;
  const XmlFile net(net_path, problems), scn(scn_path, problems);
  problems.throw_if_any();
  GasLibNetwork network = GasLibReader(net, scn, options, problems).read();
  problems.throw_if_any();
  return network;
}

}  // namespace hearthgrid::io
