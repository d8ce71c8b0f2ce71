package resolve

import (
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
)

// provincesByCluster finds, for each place, the one province in which reports say
// that it lies: "Dorn, in the eastern Selm countryside", "the town of Dorn in Selm
// province". A place said to lie in two is none or two; then nothing is told.
func provincesByCluster(found clusters, readings []trucewatch.Reading) map[*cluster][]string {
	of := func(text string, m trucewatch.Mention) *cluster {
		return found.of(trucewatch.PlaceKind, m.Of(text))
	}
	out, many := map[*cluster][]string{}, map[*cluster]bool{}
	for _, reading := range readings {
		text, places := reading.Report.Text, namedPlaces(reading)
		for i := 1; i < len(places); i++ {
			province, c := provinceOf(text, places[i-1], places[i]), of(text, places[i-1])
			if province == "" || c == nil || c == of(text, places[i]) {
				continue
			}
			many[c] = many[c] || out[c] != nil && out[c][0] != province
			out[c] = []string{province}
		}
	}
	maps.DeleteFunc(out, func(c *cluster, _ []string) bool { return many[c] })
	return out
}

// namedPlaces lists the places that a report names, in order.
func namedPlaces(r trucewatch.Reading) []trucewatch.Mention {
	var out []trucewatch.Mention
	for _, m := range r.Mentions {
		if m.Kind == trucewatch.PlaceKind && m.Named {
			out = append(out, m)
		}
	}
	return out
}

// provinceOf returns the name of the second place where it is a province that the
// first is said to lie in, or "".
func provinceOf(text string, town, province trucewatch.Mention) string {
	if province.Start < town.End {
		return ""
	}
	between := strings.Fields(strings.ToLower(text[town.End:province.Start]))
	if len(between) == 0 || len(between) > betweenWords || slices.ContainsFunc(between, func(w string) bool { return !joinsToProvince(w) }) {
		return ""
	}
	name := province.Of(text)
	if words := strings.Fields(name); gazetteer.Province(words[len(words)-1]) || slices.Contains(between, "countryside") {
		return name
	}
	rest := text[province.End:min(len(text), province.End+behindBytes)]
	for k, w := range strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == '\n' }) {
		if k > 1 {
			break
		}
		if w = strings.ToLower(w); gazetteer.Province(w) {
			return name
		} else if !direction(w) && w != "'s" && w != "’s" {
			break
		}
	}
	return ""
}

// The reach of the words that tie a town to its province.
const (
	betweenWords = 6
	behindBytes  = 40
)

func joinsToProvince(word string) bool {
	return word == "," || slices.Contains([]string{"in", "of", "the", "a", "town", "village", "city", "area", "countryside", "central", "rural"}, strings.Trim(word, ",")) || direction(strings.Trim(word, ","))
}

// direction reports whether a word tells a side of the compass: "northern", "south-eastern".
func direction(word string) bool {
	for _, side := range []string{"north", "south", "east", "west"} {
		if rest, ok := strings.CutPrefix(word, side); ok {
			return slices.Contains([]string{"", "ern", "-east", "-west", "east", "west", "eastern", "western", "-eastern", "-western"}, rest)
		}
	}
	return false
}
