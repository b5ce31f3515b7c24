#pragma once

#include <memory>

#include "connectors/source.h"
#include "engine/dataset/dataset.h"
#include "engine/text/near_duplicates.h"

namespace boussole::connectors {

/// Reads texts again from where their signatures say they stand: quotes, formula guards and mentions are undone as in
/// the first reading; tags are left as they are (the signature says whether they are markup). The texts come source by
/// source, each with its index in the question; a thread's next one takes the place of its last.
/// @param data     its signatures; their `source` is an index of `sources->tables`
/// @param threads  that read at once, where a source can be read anywhere
engine::text::TextReader make_text_reader(std::shared_ptr<SourceList> sources,
                                          std::shared_ptr<const engine::Dataset> data, unsigned threads);

}  // namespace boussole::connectors
