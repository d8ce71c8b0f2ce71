package split

import trucewatch "github.com/trucewatch/trucewatch"

func assignKinds(_ string, sentences []trucewatch.Sentence) {
	for i := range sentences {
		sentences[i].Kind = trucewatch.Prose
	}
}
