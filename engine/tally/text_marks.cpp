#include "engine/tally/text_marks.h"

namespace boussole::engine {
namespace {

constexpr std::uint32_t kTemplateSize = 3;

struct ClusterSummary {
  OptionalIndex author;  ///< the first known author of its participants' texts
  bool several_authors = false;
  bool unknown_author = false;
  std::uint32_t texts = 0;  ///< contributions and comments
  std::uint32_t answers = 0;
};

}  // namespace

TextMarks mark_texts(const Dataset& data, const text::Clusters& clusters) {
  std::vector<ClusterSummary> summary(clusters.count);
  for (std::size_t i = 0; i < clusters.cluster.size(); ++i) {
    if (!clusters.cluster[i]) continue;
    ClusterSummary& s = summary[*clusters.cluster[i]];
    const TextSignature& text = data.signatures[i];
    if (text.of == TextSignature::Of::answer) {
      ++s.answers;
      continue;
    }
    ++s.texts;
    if (!text.author) {
      s.unknown_author = true;
    } else if (!s.author) {
      s.author = text.author;
    } else if (*s.author != *text.author) {
      s.several_authors = true;
    }
  }

  TextMarks marks;
  marks.of.resize(clusters.cluster.size(), TextMarks::Mark::alone);
  for (std::size_t i = 0; i < marks.of.size(); ++i) {
    if (!clusters.cluster[i]) continue;
    const ClusterSummary& s = summary[*clusters.cluster[i]];
    if (data.signatures[i].of == TextSignature::Of::answer) {
      if (s.answers >= kTemplateSize) marks.of[i] = TextMarks::Mark::template_text;
    } else if (s.texts >= 2) {
      marks.of[i] = s.several_authors  ? TextMarks::Mark::coordinated
                    : s.unknown_author ? TextMarks::Mark::unattributed
                                       : TextMarks::Mark::self_repeated;
    }
  }
  return marks;
}

}  // namespace boussole::engine
