#pragma once
// The survey operator: looks at the groups as the surveys of 2015 and 2018 did, so that tables compare like with like.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.hpp"
#include "model/project/survey_parameters.hpp"

namespace ayni {

/// The sampling frame: one value a group. Only eligible groups (funded by the date of the survey) can be sampled.
struct SurveyFrame {
  std::span<const std::uint64_t> identity;  ///< keys the group's draws
  std::span<const std::uint16_t> region;
  std::span<const std::int32_t> funding_year;
  std::span<const std::uint8_t> eligible;   ///< 0 or 1
  std::span<const std::uint8_t> operating;  ///< 0 or 1
  std::span<const std::uint8_t> intact;     ///< 0 or 1: sells to its first buyer
};

/// Samples without replacement: every group has a draw of its own, keyed by its identity, and the lowest draws are
/// taken. So under common random numbers a policy changes a sample only where it changes who can be sampled. Samples
/// are lists of positions in the frame, in ascending order. A region with fewer groups than its places gives all it
/// has: the samples are not scaled with the population, so a small scenario is surveyed whole rather than by a handful,
/// and a huge one as the real one was.
class SurveyOperator {
 public:
  /// One entry a region. Reserves memory for `groups` groups; sampling then allocates nothing but, at first use, the
  /// caller's lists.
  SurveyOperator(SurveyParameters parameters, std::vector<RegionSurvey> regions, std::size_t groups);

  /// The random sample of 2015, stratified by region.
  void sample_2015(const SurveyFrame& frame, const Streams& streams, std::vector<std::uint32_t>& sampled);

  /// The workshops of 2018. Invitations keep the places of both region and cohort (funding year): in order of their
  /// draws, groups are invited while both have room; places that a region then has left go to its other groups of any
  /// cohort, again in order. Groups funded before the first or after the last cohort are not invited. Attendance is a
  /// second draw of each invited group; groups that do not operate stay away.
  void workshops_2018(const SurveyFrame& frame, const Streams& streams, std::vector<std::uint32_t>& invited,
                      std::vector<std::uint32_t>& attended);

 private:
  struct Draw {
    double value;
    std::uint32_t group;
  };

  void order(const SurveyFrame& frame, const Streams& streams, Process process);
  void invite(const SurveyFrame& frame, std::vector<std::uint32_t>& invited);

  SurveyParameters parameters_;
  std::vector<RegionSurvey> regions_;
  std::vector<Draw> order_;
  std::vector<std::int64_t> region_places_;
  std::vector<std::int64_t> cohort_places_;
};

}  // namespace ayni
