package split

import (
	"strings"
	"testing"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
)

func forms(s trucewatch.Sentence) string {
	list := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		list[i] = t.Form
	}
	return strings.Join(list, " ")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The army's truce wasn't kept.", "The army 's truce was n't kept ."},
		{"the rebels’ camp and Iran’s envoy", "the rebels ’ camp and Iran ’s envoy"},
		{"a UN-brokered cease-fire", "a UN - brokered cease - fire"},
		{"pre-war non-interference, re-elected, de-escalation", "pre-war non-interference , re-elected , de-escalation"},
		{"mid-1990s al-Qubba", "mid-1990s al - Qubba"},
		{"U.S. and U.N. envoys met Lt. Gen. Ray J. Wood", "U.S. and U.N. envoys met Lt. Gen. Ray J. Wood"},
		{"at 9 a.m. or 10:30pm", "at 9 a.m. or 10:30 pm"},
		{"1,200 of 3.5 million, 1/2, 9/11", "1,200 of 3.5 million , 1/2 , 9/11"},
		{"$5bn, US$40 and 12%", "$ 5 bn , US$ 40 and 12 %"},
		{"see https://example.org/a-b?c=d. Or www.example.com, or a.b@example.net!", "see https://example.org/a-b?c=d . Or www.example.com , or a.b@example.net !"},
		{"@desk on #truce said", "@desk on #truce said"},
		{"“Stop!” he said… twice", "“ Stop ! ” he said … twice"},
		{"wait... what?!", "wait ... what ?!"},
		{"they cannot go", "they can not go"},
		{"the 1960s—and ’90s", "the 1960s — and ’90s"},
		{"Shi'ite O'Neill o'clock", "Shi'ite O'Neill o'clock"},
		{"AT&T's staff", "AT&T 's staff"},
		{"👩🏽‍🚒🇸🇾 ok", "👩🏽‍🚒 🇸🇾 ok"},
		{"وقال המצב 東京", "وقال המצב 東京"},
		{"a\u200bb\x01c", "a b c"},
	} {
		got, _ := Split(c.text)
		var parts []string
		for _, s := range got {
			parts = append(parts, forms(s))
		}
		if g := strings.Join(parts, " "); g != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, g, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Talks ended. Both sides left.", "Talks ended.|Both sides left."},
		{"One line\nAnother line.", "One line|Another line."},
		{"He told U.S. envoy Ann Lee. She left.", "He told U.S. envoy Ann Lee.|She left."},
		{"They left the U.S. The embassy closed.", "They left the U.S.|The embassy closed."},
		{"Gen. Omar and Lt. Col. B. Amin met Rep. Diaz.", "Gen. Omar and Lt. Col. B. Amin met Rep. Diaz."},
		{"It began at 9 a.m. Monday. It ended at 5 p.m. The hall was full.", "It began at 9 a.m. Monday.|It ended at 5 p.m.|The hall was full."},
		{"“We agree.” She smiled.", "“We agree.”|She smiled."},
		{`"Why now?" Haddad asked. Nobody knew.`, `"Why now?" Haddad asked.|Nobody knew.`},
		{`"Enough!" he said. "Go."`, `"Enough!" he said.|"Go."`},
		{"See No. 5 of the list. It is short.", "See No. 5 of the list.|It is short."},
		{"He was hit (by a car). He lives.", "He was hit (by a car).|He lives."},
		{"A pause… then a shot. Silence… Nobody moved.", "A pause… then a shot.|Silence…|Nobody moved."},
		{"BASRA (AFP) — Guards fired. Two fell.", "BASRA (AFP) — Guards fired.|Two fell."},
		{"The line was lost.Then it rang.", "The line was lost.|Then it rang."},
		{"She met him. al-Amri left.", "She met him.|al-Amri left."},
		{"Prices rose 3.5 percent. 20 shops closed.", "Prices rose 3.5 percent.|20 shops closed."},
		{`She spoke at noon on Jan. 5 in Washington, D.C. on peace.`, `She spoke at noon on Jan. 5 in Washington, D.C. on peace.`},
	} {
		sentences, _ := Split(c.text)
		var parts []string
		for _, s := range sentences {
			parts = append(parts, s.Of(c.text))
		}
		if got := strings.Join(parts, "|"); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		text string
		want trucewatch.SentenceKind
	}{
		{"The envoys met in Oslo on Friday.", trucewatch.Prose},
		{"Follow-up talks are planned for Monday, he said.", trucewatch.Prose},
		{"Subscribers read the paper in the morning.", trucewatch.Prose},
		{"By Friday the town was empty.", trucewatch.Prose},
		{"Photographers were kept out of the hall.", trucewatch.Prose},
		{"He showed a map: the line runs north (see below).", trucewatch.Prose},
		{"Envoys meet in Oslo as truce frays", trucewatch.Headline},
		{"ARMY SAYS TRUCE HOLDS AFTER NIGHT OF FIRE", trucewatch.Headline},
		{"'A good start'", trucewatch.Headline},
		{"Photo: Agence Example/A. Person", trucewatch.Caption},
		{"A guard stands at the gate in Nawa on Sunday [Jo Person/Example News]", trucewatch.Caption},
		{"A guard stands at the gate. (AP Photo/Jo Person)", trucewatch.Caption},
		{"By Jo Person and Max Muster", trucewatch.Byline},
		{"Reporting by Jo Person; editing by Max Muster", trucewatch.Byline},
		{"Author: Jo Person", trucewatch.Byline},
		{"Jo Person and the Example Press contributed to this report.", trucewatch.Byline},
		{"The two sides contributed to this report of the UN, he said.", trucewatch.Prose},
		{"Please enter a valid email address.", trucewatch.Chrome},
		{"Shells fell near the port again. pic.twitter.com/abcDEF — Jo (@jo_person) May 4, 2021", trucewatch.Social},
		{"Click here to get our app", trucewatch.Chrome},
		{"READ MORE: Envoys meet", trucewatch.Chrome},
		{"Copyright 2024 Example Press. All rights reserved.", trucewatch.Chrome},
		{"Facebook", trucewatch.Chrome},
		{"Sign up for our newsletter.", trucewatch.Chrome},
	} {
		sentences, _ := Split(c.text)
		if got := sentences[0].Kind; got != c.want {
			t.Errorf("%q is %s, want %s", c.text, got, c.want)
		}
	}
}

func TestDateline(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"DAMASCUS (Reuters) — Two men left.", 5},
		{"BEIRUT, Lebanon — Two men left.", 4},
		{"ADEN, May 3 (Xinhua) -- Two men left.", 8},
		{"Nawa (AP) - Two men left.", 5},
		{"(AFP) – Two men left.", 4},
		{"The town - long a base - fell.", 0},
		{"ISIS — which held the town — left.", 0},
		{"NATO-Russia talks ended.", 0},
		{"date 2024-05-03 Two men left.", 6},
		{"Published: 2024-05-03 Two men left.", 7},
		{"2024-05-03 Two men left.", 5},
		{"Date palms burned in 2024.", 0},
		{"GAZA CITY, Gaza Strip (AP) —Two men left.", 9},
		{"ADEN/SANAA A new wave of fighting began.", 3},
		{"ISIS/ISIL fighters left.", 0},
		{"Two men left.", 0},
		{"Addis Ababa — The two sides signed it.", 3},
		{"Doha, Qatar - The two sides signed it.", 4},
		{"Assad — Syria's president — signed it.", 0},
		{"Addis Ababa — the two sides signed it.", 0},
		{"Talks in Doha — The two sides meet", 0},
	} {
		sentences, _ := Split(c.text)
		if got := Dateline(sentences[0].Tokens); got != c.want {
			t.Errorf("%q: %d tokens, want %d", c.text, got, c.want)
		}
	}
}

func TestOverlongSentencesAreCut(t *testing.T) {
	text := strings.Repeat("word, and ", 1000) + "end."
	sentences, cut := Split(text)
	if len(cut) < 10 || len(sentences) != len(cut)+1 {
		t.Errorf("%d sentences, %d cut", len(sentences), len(cut))
	}
	for i, s := range sentences {
		if len(s.Tokens) > MaxTokens {
			t.Errorf("sentence %d has %d tokens", i, len(s.Tokens))
		}
	}
}

func TestOneHugeToken(t *testing.T) {
	for _, unit := range []string{"a", "a.", "@", "-", "'", "http://a", "é", "\"", "1,"} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		sentences, _ := Split(text)
		check(t, text, sentences)
	}
}

// check holds for every analysis of every text.
func check(t *testing.T, text string, sentences []trucewatch.Sentence) {
	t.Helper()
	at := 0
	for _, s := range sentences {
		if len(s.Tokens) == 0 || len(s.Tokens) > MaxTokens || s.Kind == "" {
			t.Fatalf("sentence %v has %d tokens and kind %q", s.Span, len(s.Tokens), s.Kind)
		}
		if s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("sentence %v does not begin and end with its tokens", s.Span)
		}
		for _, token := range s.Tokens {
			if token.Start < at || token.Len() <= 0 || token.End > len(text) {
				t.Fatalf("token %v after offset %d in %d bytes", token.Span, at, len(text))
			}
			if token.Form != token.Of(text) {
				t.Fatalf("token %v has the form %q", token.Span, token.Form)
			}
			at = token.End
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{
		"", ".", "Talks ended. Both left.", "’s n't ’’ “", "U.S.-led", "a..b...c", "@#@#", "http://", "www.", "\xff\xfe", "\u200d\u200d",
		"1,2,3.4:5", "DAMASCUS (Reuters) —", "(((", "can’t’ve", "İ’s", "$$US$", "👩🏽‍🚒", "a\nb\r\nc\u2028d", "No. 5", "ﬃ’ll",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sentences, _ := Split(text)
		check(t, text, sentences)
		letters := 0
		for _, s := range sentences {
			for _, token := range s.Tokens {
				letters += utf8.RuneCountInString(token.Form)
			}
		}
		want := 0
		for _, r := range text {
			if !isSpace(r) && !isBreak(r) {
				want++
			}
		}
		if letters != want {
			t.Errorf("%d characters in tokens, %d in the text %q", letters, want, text)
		}
	})
}
