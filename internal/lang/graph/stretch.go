package graph

import "github.com/trucewatch/trucewatch"

// stretchWords is the longest run of tokens that is parsed as one tree. Cost
// grows with its square; hardly any sentence of a newspaper is longer.
const stretchWords = 200

// stretch is the part of a sentence that is parsed as one tree: all of it, as a rule.
type stretch struct {
	sentence *trucewatch.Sentence
	from, to int
}

func (s stretch) length() int                { return s.to - s.from }
func (s stretch) tokens() []trucewatch.Token { return s.sentence.Tokens[s.from:s.to] }

// cut lists the stretches of the sentences in order. A sentence without tokens has none.
func cut(sentences []*trucewatch.Sentence) []stretch {
	out := make([]stretch, 0, len(sentences))
	for _, s := range sentences {
		from := 0
		for len(s.Tokens)-from > stretchWords {
			to := from + cutAfter(s.Tokens[from:from+stretchWords])
			out = append(out, stretch{s, from, to})
			from = to
		}
		if from < len(s.Tokens) {
			out = append(out, stretch{s, from, len(s.Tokens)})
		}
	}
	return out
}

// cutAfter returns how many of the tokens make the first stretch: up to the last
// mark that ends a clause in their second half, else up to the last comma there, else all.
func cutAfter(tokens []trucewatch.Token) int {
	comma := 0
	for i := len(tokens) - 1; i >= len(tokens)/2; i-- {
		switch tokens[i].Form {
		case ".", ";", "!", "?", ":":
			return i + 1
		case ",":
			comma = max(comma, i+1)
		}
	}
	if comma > 0 {
		return comma
	}
	return len(tokens)
}

// join hangs the heads of later stretches from the head of the first.
func join(s *trucewatch.Sentence) {
	root := -1
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch {
		case t.Head >= 0:
		case root < 0:
			root = i
		default:
			t.Head, t.Rel, t.Confidence = root, "parataxis", 0
		}
	}
}
