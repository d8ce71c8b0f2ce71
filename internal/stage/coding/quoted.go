package coding

import (
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// dayOfSpeech returns the day on which the quoted words of sentence i around "today" were
// said: the one that the sentence around them names, else the one on which whoever spoke is
// told right before to have spoken, else, for what is told as done, that of the news. It
// returns nil where there is none of these, or the words are not quoted.
func dayOfSpeech(dates [][]trucewatch.When, i int, today trucewatch.Span, reading trucewatch.Reading, statements []trucewatch.Statement) *trucewatch.When {
	at := speechSentence(reading, i, today)
	if at < 0 {
		return nil
	}
	if said := saidOn(dates[at], at, statements, reading.Report.Text); said != nil {
		return said
	}
	if said := spokeOn(dates, at, statements, reading); said != nil || !toldAsDone(draft.NewTree(reading.Sentences[i]), today) {
		return said
	}
	return newsDay(dates, reading)
}

// maxQuotation is how many bytes a quotation may run on after "today".
const maxQuotation = 1500

// speechSentence returns the sentence in which the quotation around a span of
// sentence i ends, where its speaker is named; -1 where the span is not quoted.
func speechSentence(reading trucewatch.Reading, i int, at trucewatch.Span) int {
	text := reading.Report.Text
	paragraph := strings.LastIndexByte(text[:at.Start], '\n') + 1
	before := text[paragraph:at.Start]
	open := strings.Count(before, `"`)%2 == 1 || strings.LastIndex(before, "“") > strings.LastIndex(before, "”")
	if !open {
		return -1
	}
	rest := text[at.End:min(len(text), at.End+maxQuotation)]
	end := strings.IndexAny(rest, "\"”")
	if end < 0 {
		return i
	}
	for k := i; k < len(reading.Sentences); k++ {
		if reading.Sentences[k].End > at.End+end+len(`"`) {
			return k
		}
	}
	return i
}

// saidOn returns the weekday or day that stands outside the content of the
// statements of sentence s: when the words were said.
func saidOn(dates []trucewatch.When, s int, statements []trucewatch.Statement, text string) *trucewatch.When {
	for k := range dates {
		if dates[k].Precision != trucewatch.Day || dates[k].Relative == "P0D" {
			continue
		}
		outside, cued := true, false
		for _, st := range statements {
			if st.Sentence == s {
				cued = true
				outside = outside && (!st.Content.Contains(dates[k].Span) || behindCue(st, dates[k], text))
			}
		}
		if outside && cued {
			return &dates[k]
		}
	}
	return nil
}

// behindCue reports whether a day stands right behind the cue of a statement: "said on
// Tuesday that".
func behindCue(st trucewatch.Statement, w trucewatch.When, text string) bool {
	return st.End <= w.Start && slices.Contains([]string{"", "on", "late", "late on", "early"}, strings.TrimSpace(text[st.End:w.Start]))
}

// headSentences is how many sentences of running text tell the day of the news.
const headSentences = 2

// toldAsDone reports whether the verb over a time is in the past.
func toldAsDone(t draft.Tree, at trucewatch.Span) bool {
	i := slices.IndexFunc(t.Tokens, func(tok trucewatch.Token) bool { return at.Contains(tok.Span) })
	for ; i >= 0; i = t.Tokens[i].Head {
		if t.Tokens[i].UPOS == "VERB" {
			return t.Tokens[i].XPOS == "VBD" || t.Tokens[i].XPOS == "VBN"
		}
	}
	return false
}

// newsDay returns the day before that of a report where the head of the report names it by
// its day of the week, and names no other day: the report came out behind midnight, and who
// is quoted in it spoke the day before. It returns nil where it is not so.
func newsDay(dates [][]trucewatch.When, reading trucewatch.Reading) *trucewatch.When {
	published, err := time.Parse(time.DateOnly, reading.Report.Published.Date)
	if err != nil {
		return nil
	}
	eve := published.AddDate(0, 0, -1).Format(time.DateOnly)
	var told *trucewatch.When
	for i, left := 0, headSentences; i < len(dates) && left > 0; i++ {
		if reading.Sentences[i].Kind == trucewatch.Prose {
			left--
		}
		for k := range dates[i] {
			w := &dates[i][k]
			switch {
			case w.Precision != trucewatch.Day:
			case w.First == eve && strings.HasPrefix(w.Relative, "XXXX-WXX-"):
				told = w
			default:
				return nil
			}
		}
	}
	return told
}

// spokeOn returns the day on which whoever is quoted in sentence s is told, in the sentence
// before, to have spoken: "the mayor said Tuesday he feared rebels" stands before "they
// shelled us today".
func spokeOn(dates [][]trucewatch.When, s int, statements []trucewatch.Statement, reading trucewatch.Reading) *trucewatch.When {
	if s == 0 {
		return nil
	}
	who := func(s int) string {
		for _, st := range statements {
			if st.Sentence == s && len(st.Sources) > 0 && st.Sources[0] < len(reading.Mentions) {
				name := reading.Mentions[st.Sources[0]].Of(reading.Report.Text)
				return name[strings.LastIndexByte(name, ' ')+1:]
			}
		}
		return ""
	}
	if speaker := who(s); speaker == "" || speaker != who(s-1) {
		return nil
	}
	return saidOn(dates[s-1], s-1, statements, reading.Report.Text)
}
