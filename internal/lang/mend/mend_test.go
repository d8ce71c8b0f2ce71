package mend

import (
	"strings"
	"testing"

	trucewatch "github.com/trucewatch/trucewatch"
)

// tree reads "form/lemma/UPOS/XPOS/head/rel" for each word; heads count from 1, 0 is
// the root.
func tree(t *testing.T, text string) []trucewatch.Token {
	t.Helper()
	var tokens []trucewatch.Token
	for line := range strings.FieldsSeq(text) {
		f := strings.Split(line, "|")
		if len(f) != 6 {
			t.Fatalf("word %q has %d fields", line, len(f))
		}
		head := 0
		for _, r := range f[4] {
			head = 10*head + int(r-'0')
		}
		tokens = append(tokens, trucewatch.Token{Form: f[0], Lemma: f[1], UPOS: f[2], XPOS: f[3], Head: head - 1, Rel: f[5]})
	}
	return tokens
}

func TestTree(t *testing.T) {
	for _, c := range []struct{ name, before, want string }{
		{
			"speaker taken for an apposition", `
			Rebels|rebel|NOUN|NNS|2|nsubj left|leave|VERB|VBD|0|root Nawa|Nawa|PROPN|NNP|2|obj ,|,|PUNCT|,|6|punct
			two|two|NUM|CD|6|nummod medics|medic|NOUN|NNS|3|appos said|say|VERB|VBD|6|acl:relcl .|.|PUNCT|.|2|punct`,
			"medics<-said nsubj, said<-left parataxis",
		},
		{
			"quoted as saying", `
			Zog|Zog|PROPN|NNP|2|nsubj urged|urge|VERB|VBD|0|root calm|calm|NOUN|NN|2|obj ,|,|PUNCT|,|5|punct
			Peskov|Peskov|PROPN|NNP|7|nsubj:pass was|be|AUX|VBD|7|aux:pass quoted|quote|VERB|VBN|2|ccomp as|as|SCONJ|IN|9|mark
			saying|say|VERB|VBG|7|advcl .|.|PUNCT|.|2|punct`,
			"quoted<-urged parataxis",
		},
		{
			"where it was said", `
			He|he|PRON|PRP|2|nsubj said|say|VERB|VBD|0|root on|on|ADP|IN|4|case television|television|NOUN|NN|6|obl
			Zog|Zog|PROPN|NNP|6|nsubj left|leave|VERB|VBD|2|ccomp .|.|PUNCT|.|2|punct`,
			"television<-said obl",
		},
		{
			"an office before a name", `
			said|say|VERB|VBD|0|root UN|UN|PROPN|NNP|1|nsubj Spokesperson|Spokesperson|PROPN|NNP|2|flat Ana|Ana|PROPN|NNP|2|flat
			Ruiz|Ruiz|PROPN|NNP|2|flat .|.|PUNCT|.|1|punct`,
			"Ana<-said nsubj, Ruiz<-Ana flat, UN<-Spokesperson compound",
		},
		{
			"a speaker taken for an object", `
			It|it|PRON|PRP|2|nsubj fell|fall|VERB|VBD|0|root ,|,|PUNCT|,|2|punct said|say|VERB|VBD|2|parataxis
			an|a|DET|DT|6|det aide|aide|NOUN|NN|4|iobj .|.|PUNCT|.|2|punct`,
			"aide<-said nsubj",
		},
		{
			"two subjects of said", `
			Ships|ship|NOUN|NNS|4|nsubj came|come|VERB|VBD|4|ccomp ,|,|PUNCT|,|2|punct said|say|VERB|VBD|0|root
			Zog|Zog|PROPN|NNP|4|nsubj .|.|PUNCT|.|4|punct`,
			"Ships<-came nsubj, Zog<-said nsubj",
		},
		{
			"a noun that older text lacks", `
			They|they|PRON|PRP|2|nsubj broke|break|VERB|VBD|0|root the|the|DET|DT|6|det ceasefire|ceasefire|ADJ|JJ|6|amod
			nine|nine|NUM|CD|6|nummod times|time|NOUN|NNS|2|obl .|.|PUNCT|.|2|punct`,
			"ceasefire<-broke obj, the<-ceasefire det",
		},
		{
			"speaker left alone where it is right", `
			Rebels|rebel|NOUN|NNS|2|nsubj left|leave|VERB|VBD|0|root ,|,|PUNCT|,|5|punct medics|medic|NOUN|NNS|5|nsubj
			said|say|VERB|VBD|2|parataxis .|.|PUNCT|.|2|punct`,
			"said<-left parataxis",
		},
		{
			"no speaker in a clause with its own verb", `
			They|they|PRON|PRP|2|nsubj left|leave|VERB|VBD|0|root ,|,|PUNCT|,|6|punct as|as|SCONJ|IN|6|mark
			medics|medic|NOUN|NNS|6|nsubj reported|report|VERB|VBD|2|advcl .|.|PUNCT|.|2|punct`,
			"reported<-left advcl",
		},
		{
			"what is said after a day", `
			She|she|PRON|PRP|2|nsubj said|say|VERB|VBD|0|root on|on|ADP|IN|4|case Monday|Monday|PROPN|NNP|2|obl
			that|that|SCONJ|IN|7|mark talks|talk|NOUN|NNS|7|nsubj resumed|resume|VERB|VBD|4|acl:relcl .|.|PUNCT|.|2|punct`,
			"resumed<-said ccomp",
		},
		{
			"a claim keeps its clause", `
			She|she|PRON|PRP|2|nsubj repeated|repeat|VERB|VBD|0|root a|a|DET|DT|4|det claim|claim|NOUN|NN|2|obj
			that|that|SCONJ|IN|7|mark talks|talk|NOUN|NNS|7|nsubj resumed|resume|VERB|VBD|4|acl .|.|PUNCT|.|2|punct`,
			"resumed<-claim acl",
		},
		{
			"a day on a city", `
			He|he|PRON|PRP|2|nsubj arrived|arrive|VERB|VBD|0|root in|in|ADP|IN|4|case Doha|Doha|PROPN|NNP|2|obl
			on|on|ADP|IN|6|case Friday|Friday|PROPN|NNP|4|nmod .|.|PUNCT|.|2|punct`,
			"Friday<-arrived obl",
		},
		{
			"a day on a meeting stays", `
			He|he|PRON|PRP|2|nsubj recalled|recall|VERB|VBD|0|root a|a|DET|DT|4|det meeting|meeting|NOUN|NN|2|obj
			on|on|ADP|IN|6|case Friday|Friday|PROPN|NNP|4|nmod .|.|PUNCT|.|2|punct`,
			"Friday<-meeting nmod",
		},
		{
			"sides of a clash", `
			Clashes|clash|NOUN|NNS|8|nsubj in|in|ADP|IN|3|case towns|town|NOUN|NNS|1|nmod between|between|ADP|IN|5|case
			rebels|rebel|NOUN|NNS|3|nmod and|and|CCONJ|CC|7|cc troops|troop|NOUN|NNS|5|conj spread|spread|VERB|VBD|0|root`,
			"rebels<-Clashes nmod",
		},
		{
			"a road between towns stays", `
			Clashes|clash|NOUN|NNS|8|nsubj on|on|ADP|IN|3|case roads|road|NOUN|NNS|8|nmod between|between|ADP|IN|5|case
			Homs|Homs|PROPN|NNP|3|nmod and|and|CCONJ|CC|7|cc Hama|Hama|PROPN|NNP|5|conj spread|spread|VERB|VBD|0|root`,
			"Homs<-roads nmod",
		},
		{
			"reported killed", `
			Dozens|dozen|NOUN|NNS|3|nsubj:pass were|be|AUX|VBD|3|aux:pass reported|report|VERB|VBN|0|root
			killed|kill|VERB|VBN|3|advcl .|.|PUNCT|.|3|punct`,
			"killed<-reported xcomp",
		},
		{
			"a second toll without auxiliary", `
			Ten|ten|NUM|CD|3|nsubj:pass were|be|AUX|VBD|3|aux:pass killed|kill|VERB|VBN|0|root and|and|CCONJ|CC|5|cc
			up|up|ADV|RB|7|advmod to|to|ADP|IN|7|case thirty|thirty|NUM|CD|3|obl wounded|wound|VERB|VBN|3|xcomp .|.|PUNCT|.|3|punct`,
			"wounded<-killed conj, thirty<-wounded nsubj:pass, and<-wounded cc, to<-thirty case",
		},
		{
			"joined victims of one verb stay", `
			Ten|ten|NUM|CD|6|nsubj:pass men|man|NOUN|NNS|1|dep and|and|CCONJ|CC|4|cc boys|boy|NOUN|NNS|2|conj were|be|AUX|VBD|6|aux:pass
			killed|kill|VERB|VBN|0|root .|.|PUNCT|.|6|punct`,
			"boys<-men conj",
		},
		{
			"a truce agreed between two sides", `
			a|a|DET|DT|2|det truce|truce|NOUN|NN|0|root agreed|agree|VERB|VBN|2|acl last|last|ADJ|JJ|5|amod month|month|NOUN|NN|3|obl
			between|between|ADP|IN|7|case Fatah|Fatah|PROPN|NNP|5|nmod and|and|CCONJ|CC|9|cc Hamas|Hamas|PROPN|NNP|7|conj`,
			"Fatah<-agreed obl",
		},
		{
			"a second subject of said", `
			Talks|talk|NOUN|NNS|6|nsubj ,|,|PUNCT|,|3|punct ended|end|VERB|VBD|1|acl well|well|ADV|RB|3|advmod
			,|,|PUNCT|,|6|punct said|say|VERB|VBD|0|root Petra|Petra|PROPN|NNP|6|nsubj .|.|PUNCT|.|6|punct`,
			"Talks<-ended nsubj, ended<-said ccomp",
		},
		{
			"people close to a name", `
			Aides|aide|NOUN|NNS|2|nsubj close|close|VERB|VBP|0|root to|to|ADP|IN|4|case Haddad|Haddad|PROPN|NNP|5|nsubj
			told|tell|VERB|VBD|2|ccomp Petra|Petra|PROPN|NNP|5|obj he|he|PRON|PRP|8|nsubj left|leave|VERB|VBD|5|ccomp .|.|PUNCT|.|2|punct`,
			"Aides<-told nsubj, close<-Aides amod, Haddad<-close obl, left<-told ccomp, .<-told punct",
		},
		{
			"shops that close stay", `
			Shops|shop|NOUN|NNS|2|nsubj close|close|VERB|VBP|0|root to|to|PART|TO|4|mark mourn|mourn|VERB|VB|2|advcl
			,|,|PUNCT|,|7|punct owners|owner|NOUN|NNS|7|nsubj said|say|VERB|VBD|2|parataxis`,
			"Shops<-close nsubj, said<-close parataxis",
		},
		{
			"an agency and its name", `
			State|state|NOUN|NN|2|compound agency|agency|NOUN|NN|0|root Petra|Petra|PROPN|NNP|4|nsubj said|say|VERB|VBD|2|acl:relcl
			talks|talk|NOUN|NNS|6|nsubj ended|end|VERB|VBD|4|ccomp .|.|PUNCT|.|2|punct`,
			"agency<-said nsubj, Petra<-agency appos, ended<-said ccomp, .<-said punct",
		},
		{
			"what somebody said stays a clause about it", `
			He|he|PRON|PRP|2|nsubj read|read|VERB|VBD|0|root words|word|NOUN|NNS|2|obj Petra|Petra|PROPN|NNP|5|nsubj
			said|say|VERB|VBD|3|acl:relcl yesterday|yesterday|NOUN|NN|5|obl:unmarked .|.|PUNCT|.|2|punct`,
			"said<-words acl:relcl, words<-read obj",
		},
		{
			"a speaker taken for what was said", `
			Talks|talk|NOUN|NNS|2|nsubj ended|end|VERB|VBD|4|ccomp ,|,|PUNCT|,|4|punct said|say|VERB|VBD|0|root
			the|the|DET|DT|6|det agency|agency|NOUN|NN|4|ccomp .|.|PUNCT|.|4|punct`,
			"agency<-said nsubj, ended<-said ccomp",
		},
		{
			"a short clause behind said stays", `
			She|she|PRON|PRP|3|nsubj ,|,|PUNCT|,|3|punct said|say|VERB|VBD|0|root it|it|PRON|PRP|6|nsubj was|be|AUX|VBD|6|cop
			war|war|NOUN|NN|3|ccomp .|.|PUNCT|.|3|punct`,
			"war<-said ccomp",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			tokens := tree(t, c.before)
			Tree(tokens)
			if !Sound(tokens) {
				t.Fatalf("no single-rooted tree: %+v", tokens)
			}
			for want := range strings.SplitSeq(c.want, ", ") {
				word, rest, _ := strings.Cut(want, "<-")
				for _, got := range tokens {
					if got.Form == word && got.Head >= 0 && tokens[got.Head].Form+" "+got.Rel != rest {
						t.Errorf("%s hangs on %s as %s, want %s", word, tokens[got.Head].Form, got.Rel, rest)
					}
				}
			}
		})
	}
}

func TestSoundSeesFaults(t *testing.T) {
	for name, heads := range map[string][]int{
		"two roots": {-1, -1}, "cycle": {1, 0, -1}, "no root": {0}, "outside": {5, -1},
	} {
		tokens := make([]trucewatch.Token, len(heads))
		for i, h := range heads {
			tokens[i].Head = h
		}
		if Sound(tokens) {
			t.Errorf("%s: held for a tree", name)
		}
	}
}
