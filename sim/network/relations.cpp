#include "network/relations.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/distributions.hpp"
#include "network/catchment_nodes.hpp"
#include "network/relation_parameters.hpp"

namespace ayni {
namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                 boost::no_property, Node, Node>;

// Places by kind, as CatchmentNodes takes them.
constexpr auto group = static_cast<std::size_t>(AgentKind::group);
constexpr auto buyer = static_cast<std::size_t>(AgentKind::buyer);
constexpr auto broker = static_cast<std::size_t>(AgentKind::broker);
constexpr auto municipality = static_cast<std::size_t>(AgentKind::municipality);

/// Number of products, from the greatest index in use.
std::uint32_t products(const Agents& agents) {
  std::uint32_t greatest = 0;
  for (const std::uint32_t product : agents.group_product) greatest = std::max(greatest, product);
  for (const std::uint32_t product : agents.buyer_product) greatest = std::max(greatest, product);
  return greatest + 1;
}

/// Sorts 0 .. count - 1 by key(i) < keys, stably: those of key k become order[first[k]] .. order[first[k + 1] - 1].
template <class Key>
void sort_by_key(std::uint32_t count, std::uint32_t keys, std::vector<std::uint32_t>& first,
                 std::vector<std::uint32_t>& order, Key key) {
  first.assign(keys + std::size_t{2}, 0);
  order.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) ++first[key(i) + 2];
  std::partial_sum(first.begin(), first.end(), first.begin());
  for (std::uint32_t i = 0; i < count; ++i) order[first[key(i) + 1]++] = i;
}

/// Draws the ties of one catchment after the other.
class Acquaintances {
 public:
  Acquaintances(const Agents& agents, const Roads& roads, const RelationParameters& parameters, const Streams& streams)
      : in_{agents}, roads_{roads}, p_{parameters}, streams_{streams}, products_{products(agents)} {}

  /// Appends the catchment's ties; the graph holds each in both directions.
  Graph draw(const CatchmentNodes& catchment, std::vector<Tie>& ties) {
    arcs_.clear();
    tie_municipalities(catchment, ties);
    tie_found_buyers(catchment, ties);
    tie_brokers(catchment, ties);
    tie_peers(catchment, ties);
    return Graph(boost::edges_are_unsorted_multi_pass, arcs_.begin(), arcs_.end(), catchment.first.back());
  }

 private:
  /// Groups of one municipality and product: members_[first] .. members_[last - 1].
  struct Cell {
    std::uint32_t municipality;
    std::uint32_t product;
    std::uint32_t first;
    std::uint32_t last;
  };

  void tie(const CatchmentNodes& at, std::size_t from_kind, std::uint32_t from, std::size_t to_kind, std::uint32_t to,
           std::vector<Tie>& ties) {
    const Node a = at.node(from_kind, from);
    const Node b = at.node(to_kind, to);
    arcs_.emplace_back(a, b);
    arcs_.emplace_back(b, a);
    ties.push_back({static_cast<AgentKind>(from_kind), static_cast<AgentKind>(to_kind), from, to});
  }

  /// Fills nearness_ [municipality of the catchment] as seen from one of them.
  void look_from(const CatchmentNodes& at, std::uint32_t home, double range_hours) {
    nearness_.clear();
    for (std::uint32_t m = at.begin[municipality]; m < at.end(municipality); ++m) {
      nearness_.push_back(portable_exp(-roads_.cost(home, m) / range_hours));
    }
  }

  void tie_municipalities(const CatchmentNodes& at, std::vector<Tie>& ties) {
    for (std::uint32_t g = at.begin[group]; g < at.end(group); ++g) {
      tie(at, group, g, municipality, in_.group_municipality[g], ties);
    }
    for (std::uint32_t b = at.begin[buyer]; b < at.end(buyer); ++b) {
      Engine engine = streams_(Process::collection, in_.buyer_key[b]);
      look_from(at, in_.buyer_municipality[b], p_.collection_range_hours);
      for (std::uint32_t m = at.begin[municipality]; m < at.end(municipality); ++m) {
        if (bernoulli(engine, nearness_[m - at.begin[municipality]])) tie(at, buyer, b, municipality, m, ties);
      }
    }
  }

  void tie_found_buyers(const CatchmentNodes& at, std::vector<Tie>& ties) {
    for (std::uint32_t b = at.begin[buyer]; b < at.end(buyer); ++b) {
      look_from(at, in_.buyer_municipality[b], p_.search_range_hours);
      for (std::uint32_t g = at.begin[group]; g < at.end(group); ++g) {
        if (in_.group_product[g] != in_.buyer_product[b]) continue;
        Engine search = streams_(Process::buyer_search, key_within(in_.buyer_key[b], in_.group_key[g]));
        const double near = nearness_[in_.group_municipality[g] - at.begin[municipality]];
        if (bernoulli(search, near)) tie(at, group, g, buyer, b, ties);
      }
    }
  }

  void tie_brokers(const CatchmentNodes& at, std::vector<Tie>& ties) {
    for (std::uint32_t r = at.begin[broker]; r < at.end(broker); ++r) {
      Engine presence = streams_(Process::broker_presence, in_.broker_key[r]);
      if (!bernoulli(presence, p_.broker_presence)) continue;
      const double known = p_.broker_contact_share * in_.broker_skill[r];
      for (std::uint32_t b = at.begin[buyer]; b < at.end(buyer); ++b) {
        Engine contact = streams_(Process::broker_contact, key_within(in_.broker_key[r], in_.buyer_key[b]));
        if (bernoulli(contact, known)) tie(at, broker, r, buyer, b, ties);
      }
      look_from(at, in_.broker_municipality[r], p_.broker_range_hours);
      for (std::uint32_t g = at.begin[group]; g < at.end(group); ++g) {
        Engine service = streams_(Process::broker_service, key_within(in_.broker_key[r], in_.group_key[g]));
        const double near = nearness_[in_.group_municipality[g] - at.begin[municipality]];
        if (bernoulli(service, p_.broker_service_share * near)) tie(at, broker, r, group, g, ties);
      }
    }
  }

  void tie_peers(const CatchmentNodes& at, std::vector<Tie>& ties) {
    sort_into_cells(at);
    acquainted_.assign(std::size_t{at.size(group)} * at.size(group), 0);
    std::uint32_t home = std::numeric_limits<std::uint32_t>::max();
    for (const Cell& cell : cells_) {
      if (cell.municipality != home) look_from(at, cell.municipality, p_.peer_range_hours);
      home = cell.municipality;
      weigh_cells(at, cell.product);
      for (std::uint32_t i = cell.first; i < cell.last; ++i) name_peers(at, members_[i], ties);
    }
  }

  void sort_into_cells(const CatchmentNodes& at) {
    const std::uint32_t keys = at.size(municipality) * products_;
    sort_by_key(at.size(group), keys, first_member_, members_, [&](std::uint32_t i) {
      const std::uint32_t g = at.begin[group] + i;
      return (in_.group_municipality[g] - at.begin[municipality]) * products_ + in_.group_product[g];
    });
    cells_.clear();
    for (std::uint32_t key = 0; key < keys; ++key) {
      if (first_member_[key] == first_member_[key + 1]) continue;
      cells_.push_back(
          {at.begin[municipality] + key / products_, key % products_, first_member_[key], first_member_[key + 1]});
    }
  }

  /// Fills weight_ and cumulative_ [cell] as seen by groups of a product in the municipality looked from last: the
  /// groups of a cell weigh alike.
  void weigh_cells(const CatchmentNodes& at, std::uint32_t product) {
    weight_.resize(cells_.size());
    cumulative_.assign(cells_.size() + 1, 0.0);
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      const double affinity = cells_[k].product == product ? 1.0 : p_.cross_product_weight;
      weight_[k] = affinity * nearness_[cells_[k].municipality - at.begin[municipality]];
      cumulative_[k + 1] = cumulative_[k] + weight_[k] * (cells_[k].last - cells_[k].first);
    }
  }

  void name_peers(const CatchmentNodes& at, std::uint32_t member, std::vector<Tie>& ties) {
    Engine engine = streams_(Process::peers, in_.group_key[at.begin[group] + member]);
    for (std::int64_t named = 0; named < p_.peers_named; ++named) {
      const double place = uniform(engine) * cumulative_.back();
      const auto above = std::upper_bound(cumulative_.begin() + 1, cumulative_.end(), place);
      if (above == cumulative_.end()) continue;  // the draw was rounded up to 1
      const auto which = static_cast<std::size_t>(above - cumulative_.begin()) - 1;
      const auto within = static_cast<std::uint32_t>((place - cumulative_[which]) / weight_[which]);
      const std::uint32_t other = members_[std::min(cells_[which].first + within, cells_[which].last - 1)];
      const auto [low, high] = std::minmax(member, other);
      std::uint8_t& acquainted = acquainted_[low * std::size_t{at.size(group)} + high];
      if (low != high && acquainted == 0) tie(at, group, at.begin[group] + low, group, at.begin[group] + high, ties);
      acquainted = 1;
    }
  }

  const Agents& in_;
  const Roads& roads_;
  const RelationParameters& p_;
  const Streams& streams_;
  std::vector<std::pair<Node, Node>> arcs_;
  std::vector<double> nearness_;
  std::uint32_t products_;
  std::vector<std::uint32_t> first_member_;  // [municipality of the catchment x product + 1]
  std::vector<std::uint32_t> members_;       // groups of the catchment
  std::vector<Cell> cells_;
  std::vector<double> weight_;
  std::vector<double> cumulative_;
  std::vector<std::uint8_t> acquainted_;  // [group of the catchment][a later one]
};

/// A breadth-first queue that keeps the nodes found, nearest first, and ends before nodes `reach` ties away: these are
/// found but not walked on from.
struct BoundedQueue {
  using value_type = Node;
  using size_type = std::size_t;
  std::vector<Node>& found;
  const std::vector<std::uint8_t>& distance;
  std::uint8_t reach;
  std::size_t head = 0;

  void push(Node node) { found.push_back(node); }
  void pop() { ++head; }
  [[nodiscard]] Node& top() { return found[head]; }
  [[nodiscard]] const Node& top() const { return found[head]; }
  [[nodiscard]] bool empty() const { return head == found.size() || distance[found[head]] >= reach; }
  [[nodiscard]] size_type size() const { return found.size() - head; }
};

/// Counts ties from the source while Boost walks.
struct CountTies : boost::default_bfs_visitor {
  std::vector<std::uint8_t>* distance;

  explicit CountTies(std::vector<std::uint8_t>& count) : distance{&count} {}
  void tree_edge(Graph::edge_descriptor tie, const Graph& graph) const {
    (*distance)[target(tie, graph)] = static_cast<std::uint8_t>((*distance)[source(tie, graph)] + 1);
  }
};

/// Finds, one catchment after the other, which buyers each group can meet.
class Introductions {
 public:
  Introductions(const Agents& agents, std::uint8_t reach_hops)
      : in_{agents}, products_{products(agents)}, reach_hops_{reach_hops} {}

  void find(const CatchmentNodes& catchment, const Graph& graph, Reach& reach) {
    open_meetings(catchment);
    for (Node g = 0; g < catchment.size(group); ++g) {
      look_up_buyers(catchment, graph, g);
      introduce(g, way(1, no_broker));
    }
    for (Node m = catchment.first[municipality]; m < catchment.first[municipality + 1]; ++m) {
      look_up_buyers(catchment, graph, m);
      for (auto [tie, last] = out_edges(m, graph); tie != last; ++tie) {
        const Node node = target(*tie, graph);
        if (catchment.is(group, node)) introduce(node, way(2, no_broker));
      }
    }
    for (Node r = catchment.first[broker]; r < catchment.first[broker + 1]; ++r) {
      search(graph, r);
      look_up_buyers(catchment, graph, r);
      for (const Node node : found_) {
        if (!catchment.is(group, node)) continue;
        introduce(node, way(distance_[node] + 1U, catchment.agent(broker, r)));
      }
    }
    for (Node g = 0; g < catchment.size(group); ++g) write(catchment, g, reach);
  }

 private:
  static constexpr unsigned index_bits = 32;
  static constexpr std::uint64_t no_way = std::numeric_limits<std::uint64_t>::max();

  /// A way from a group to a buyer as one number, the better the lower: its ties, then the broker's index. No broker
  /// at all comes first, because its index wraps to 0.
  static std::uint64_t way(std::uint64_t hops, std::uint32_t introducer) {
    return hops << index_bits | (introducer + 1U);
  }

  /// A buyer of the group's product (by its place in the catchment), and the best way to it so far.
  struct Meeting {
    std::uint32_t buyer;
    std::uint64_t way;
  };

  void open_meetings(const CatchmentNodes& at) {
    sort_by_key(at.size(buyer), products_, first_of_product_, by_product_,
                [&](std::uint32_t b) { return in_.buyer_product[at.begin[buyer] + b]; });
    meetings_.clear();
    first_meeting_.assign(1, 0);
    for (std::uint32_t g = at.begin[group]; g < at.end(group); ++g) {
      const std::uint32_t product = in_.group_product[g];
      for (std::uint32_t i = first_of_product_[product]; i < first_of_product_[product + 1]; ++i) {
        meetings_.push_back({by_product_[i], no_way});
      }
      first_meeting_.push_back(meetings_.size());
    }
  }

  /// Breadth-first from a broker; leaves the nodes within reach in found_, their ties in distance_.
  void search(const Graph& graph, Node source) {
    found_.clear();
    distance_.assign(num_vertices(graph), 0);
    colour_.assign(num_vertices(graph), boost::white_color);
    BoundedQueue queue{found_, distance_, reach_hops_};
    boost::breadth_first_visit(graph, source, queue, CountTies{distance_}, colour_.data());
  }

  /// Sets stranger_ [buyer of the catchment] to no_way, or to 0 for buyers with a tie to the node.
  void look_up_buyers(const CatchmentNodes& at, const Graph& graph, Node node) {
    stranger_.assign(at.size(buyer), no_way);
    for (auto [tie, last] = out_edges(node, graph); tie != last; ++tie) {
      const Node other = target(*tie, graph);
      if (at.is(buyer, other)) stranger_[other - at.first[buyer]] = 0;
    }
  }

  /// Offers the group a way to the buyers that the node looked up last knows.
  void introduce(Node g, std::uint64_t way) {
    for (std::size_t i = first_meeting_[g]; i < first_meeting_[g + 1]; ++i) {
      meetings_[i].way = std::min(meetings_[i].way, way | stranger_[meetings_[i].buyer]);
    }
  }

  void write(const CatchmentNodes& at, Node g, Reach& reach) const {
    for (std::size_t i = first_meeting_[g]; i < first_meeting_[g + 1]; ++i) {
      const auto [place, way] = meetings_[i];
      if (way == no_way) continue;
      reach.buyer.push_back(at.begin[buyer] + place);
      reach.broker.push_back(static_cast<std::uint32_t>(way) - 1U);
      reach.hops.push_back(static_cast<std::uint8_t>(way >> index_bits));
    }
    reach.first.push_back(static_cast<std::uint32_t>(reach.buyer.size()));
  }

  const Agents& in_;
  std::uint32_t products_;
  std::uint8_t reach_hops_;
  std::vector<std::uint32_t> first_of_product_;  // [product + 1]
  std::vector<std::uint32_t> by_product_;        // buyers of the catchment
  std::vector<Meeting> meetings_;
  std::vector<std::size_t> first_meeting_;  // [group of the catchment + 1]
  std::vector<Node> found_;
  std::vector<std::uint8_t> distance_;
  std::vector<boost::default_color_type> colour_;
  std::vector<std::uint64_t> stranger_;
};

void write_neighbours(const CatchmentNodes& at, const Graph& graph, Neighbours& peers, Neighbours& brokers) {
  const auto close = [](Neighbours& neighbours) {
    std::sort(neighbours.agent.begin() + neighbours.first.back(), neighbours.agent.end());
    neighbours.first.push_back(static_cast<std::uint32_t>(neighbours.agent.size()));
  };
  for (Node g = 0; g < at.size(group); ++g) {
    for (auto [tie, last] = out_edges(g, graph); tie != last; ++tie) {
      const Node other = target(*tie, graph);
      if (at.is(group, other)) peers.agent.push_back(at.agent(group, other));
      if (at.is(broker, other)) brokers.agent.push_back(at.agent(broker, other));
    }
    close(peers);
    close(brokers);
  }
}

/// Position of each catchment's first agent, from the agents' municipalities.
std::vector<std::uint32_t> ranges(std::span<const std::uint32_t> municipalities, const Roads& roads, const char* kind) {
  std::vector<std::uint32_t> first(roads.catchments() + std::size_t{1}, 0);
  std::uint32_t last = 0;
  for (const std::uint32_t m : municipalities) {
    const std::uint32_t c = roads.catchment(m);
    if (c < last) throw std::invalid_argument(std::string{kind} + " are not listed by catchment");
    last = c;
    ++first[c + 1];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  return first;
}

}  // namespace

Relations relate(const Agents& agents, const Roads& roads, const RelationParameters& parameters,
                 const Streams& streams) {
  Relations relations;
  relations.agents.first = {ranges(agents.group_municipality, roads, "groups"),
                            ranges(agents.buyer_municipality, roads, "buyers"),
                            ranges(agents.broker_municipality, roads, "brokers"), std::vector<std::uint32_t>{}};
  for (std::uint32_t c = 0; c <= roads.catchments(); ++c) {
    relations.agents.first[municipality].push_back(roads.first_municipality(c));
  }
  relations.first_tie.assign(1, 0);
  relations.reach.first.assign(1, 0);
  relations.peers.first.assign(1, 0);
  relations.brokers.first.assign(1, 0);

  Acquaintances acquaintances{agents, roads, parameters, streams};
  Introductions introductions{agents, static_cast<std::uint8_t>(parameters.broker_reach_hops)};
  for (std::uint32_t c = 0; c < roads.catchments(); ++c) {
    const CatchmentNodes catchment{relations.agents, c};
    const Graph graph = acquaintances.draw(catchment, relations.ties);
    relations.first_tie.push_back(relations.ties.size());
    introductions.find(catchment, graph, relations.reach);
    write_neighbours(catchment, graph, relations.peers, relations.brokers);
  }
  return relations;
}

}  // namespace ayni
