package talks

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/wording"
)

// topic is a sentence that goes on about a round without a word for it: "the two sides
// discussed the dam", with the words that say what was talked about.
type topic struct {
	at    book.Spot
	words string
}

// followReach is how many sentences behind a round may go on about it.
const followReach = 3

// follow finds what reports go on to say of each round: of the last that they told of
// before, in a sentence that tells of no talks of its own.
func (b *rows) follow(list []round) {
	topics := make([][]topic, len(b.R.Reports))
	abreast.Each(len(topics), func(i int) { topics[i] = b.topicsIn(&b.R.Reports[i]) })
	for _, t := range slices.Concat(topics...) {
		i := b.toldLast(list, t.at.Report, b.Reports[t.at.Report].Sentences[t.at.Sentence].Start)
		if i >= 0 && slices.ContainsFunc(list[i].mentions, func(m record.EventMention) bool {
			n := b.At(m.Report, m.Start).Sentence
			return m.Report == t.at.Report && n < t.at.Sentence && t.at.Sentence-n <= followReach
		}) {
			list[i].follow = append(list[i].follow, t)
		}
	}
}

// topicsIn are the sentences of a report that go on about talks.
func (b *rows) topicsIn(rep *record.Report) []topic {
	var out []topic
	for k := range rep.Sentences {
		at := book.Spot{Report: rep.ID, Sentence: k}
		if slices.ContainsFunc(b.Told[at], func(i int) bool { return b.R.Events[i].Type == "CONSULT" }) {
			continue
		}
		if hit, ok := b.Say.First("about-it", wording.Place{After: b.TextOf(at)}); ok {
			out = append(out, topic{at, hit.Words})
		}
	}
	return out
}

// agendaEnd cuts an agenda where the words go on to something else.
var agendaEnd = regexp.MustCompile(`(?i),\s*(?:said|says|according|in a|a demand|two|while|which|who|the source|to send)\b|\bsaid\b|,\s*[\w’'.-]+(?: [\w’'.-]+){0,6} (?:said|says|reported|added)\b`)

// maxAgenda is how many bytes of a sentence may be an agenda entry.
const maxAgenda = 240

// agenda collects what reports say was talked about, in their words.
func (b *rows) agenda(r round) []string {
	var out []string
	for _, m := range r.mentions {
		for _, hit := range b.Say.All("agenda", b.Words(m)) {
			if words := trimAgenda(hit.Words); words != "" && len(words) <= maxAgenda {
				out = addTopic(out, words)
			}
		}
	}
	for _, f := range r.follow {
		if words := trimAgenda(f.words); words != "" && len(words) <= maxAgenda {
			out = addTopic(out, words)
		}
	}
	return out
}

// addTopic adds words on what was talked about, unless others hold all of them; those
// that they hold they replace.
func addTopic(to []string, words string) []string {
	bag := translit.Tokens(words)
	for i, x := range to {
		other := translit.Tokens(x)
		if record.Among(bag, other) {
			return to
		}
		if record.Among(other, bag) {
			to[i] = words
			return to
		}
	}
	return append(to, words)
}

// trimAgenda keeps what stands inside quotes where the words begin with one, and
// cuts what the sentence goes on to say.
func trimAgenda(words string) string {
	words = strings.TrimSpace(words)
	for _, q := range []struct{ open, end string }{{"“", "”"}, {"‘", "’ "}, {`"`, `"`}} {
		if rest, ok := strings.CutPrefix(words, q.open); ok {
			inside, _, _ := strings.Cut(rest, q.end)
			return strings.TrimRight(strings.TrimSpace(inside), ",”’\"")
		}
	}
	if end := agendaEnd.FindStringIndex(words); end != nil {
		words = words[:end[0]]
	}
	words = strings.TrimSpace(words)
	if i := strings.LastIndexAny(words, `"”`); i >= 0 && (strings.Count(words, `"`) == 1 || strings.Count(words, "”") > strings.Count(words, "“")) {
		words = words[:i]
	}
	return strings.TrimRight(words, ", ")
}
