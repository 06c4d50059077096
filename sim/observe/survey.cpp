#include "observe/survey.hpp"

#include <algorithm>
#include <utility>

#include "core/distributions.hpp"

namespace ayni {

SurveyOperator::SurveyOperator(SurveyParameters parameters, std::vector<RegionSurvey> regions, std::size_t groups)
    : parameters_{std::move(parameters)},
      regions_{std::move(regions)},
      region_places_(regions_.size()),
      cohort_places_(parameters_.invited_by_cohort.size()) {
  order_.reserve(groups);
}

/// Sets `order_` to the eligible groups in the order of their draws.
void SurveyOperator::order(const SurveyFrame& frame, const Streams& streams, Process process) {
  order_.clear();
  for (std::uint32_t group = 0; group < frame.eligible.size(); ++group) {
    if (frame.eligible[group] == 0) continue;
    Engine engine = streams(process, frame.identity[group]);
    order_.push_back({uniform(engine), group});
  }
  std::sort(order_.begin(), order_.end(),
            [](const Draw& a, const Draw& b) { return a.value != b.value ? a.value < b.value : a.group < b.group; });
}

void SurveyOperator::sample_2015(const SurveyFrame& frame, const Streams& streams,
                                 std::vector<std::uint32_t>& sampled) {
  order(frame, streams, Process::survey_2015);
  for (std::size_t r = 0; r < regions_.size(); ++r) region_places_[r] = regions_[r].sample_2015;
  sampled.clear();
  for (const Draw& draw : order_) {
    auto& places = region_places_[frame.region[draw.group]];
    if (places == 0) continue;
    --places;
    sampled.push_back(draw.group);
  }
  std::sort(sampled.begin(), sampled.end());
}

void SurveyOperator::invite(const SurveyFrame& frame, std::vector<std::uint32_t>& invited) {
  const auto cohorts = static_cast<std::int64_t>(cohort_places_.size());
  const auto cohort = [&](std::uint32_t group) { return frame.funding_year[group] - parameters_.first_cohort; };
  for (std::size_t r = 0; r < regions_.size(); ++r) region_places_[r] = regions_[r].invited_2018;
  for (std::size_t c = 0; c < cohort_places_.size(); ++c) {
    cohort_places_[c] = static_cast<std::int64_t>(parameters_.invited_by_cohort[c]);
  }
  auto second_round = order_.begin();  // those without a place in the first are kept in front, in order
  for (const Draw& draw : order_) {
    if (cohort(draw.group) < 0 || cohort(draw.group) >= cohorts) continue;
    auto& of_region = region_places_[frame.region[draw.group]];
    auto& of_cohort = cohort_places_[static_cast<std::size_t>(cohort(draw.group))];
    if (of_region == 0 || of_cohort == 0) {
      *second_round++ = draw;
      continue;
    }
    --of_region;
    --of_cohort;
    invited.push_back(draw.group);
  }
  for (auto draw = order_.begin(); draw != second_round; ++draw) {
    auto& of_region = region_places_[frame.region[draw->group]];
    if (of_region == 0) continue;
    --of_region;
    invited.push_back(draw->group);
  }
}

void SurveyOperator::workshops_2018(const SurveyFrame& frame, const Streams& streams,
                                    std::vector<std::uint32_t>& invited, std::vector<std::uint32_t>& attended) {
  order(frame, streams, Process::survey_2018);
  invited.clear();
  invite(frame, invited);
  std::sort(invited.begin(), invited.end());
  attended.clear();
  for (const std::uint32_t group : invited) {
    Engine engine = streams(Process::survey_attendance, frame.identity[group]);
    const double probability =
        frame.intact[group] != 0 ? parameters_.attendance_intact : parameters_.attendance_not_intact;
    if (frame.operating[group] != 0 && bernoulli(engine, probability)) attended.push_back(group);
  }
}

}  // namespace ayni
