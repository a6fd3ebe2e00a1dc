// Requests per second over time, drawn with characters.
#pragma once

#include <string>
#include <vector>

#include "drill/series.h"

namespace terrane::drill {

struct PlotStyle {
  size_t width = 80;
  size_t height = 8;  // rows of the bars
  bool colours = false;
};

// A slot of a plot or chart: the shortest of 1 s, 2 s, 5 s, … of which `length` has at most `most`.
Duration slot_width(Duration length, size_t most);
// The moments at which a time axis is labelled: at most `most`.
std::vector<Duration> axis_marks(Duration length, size_t most);

// One row of bars per slot: what was served at the bottom, then what was slow, on top what was
// lost; none of which is ever too little to be seen. Below the axis, `marks` are numbered.
std::string plot(const Series& series, Duration length, const std::vector<Duration>& marks,
                 const PlotStyle& style);

}  // namespace terrane::drill
