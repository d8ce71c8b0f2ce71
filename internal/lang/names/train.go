package names

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/perceptron"
)

// Settings say how to train.
type Settings struct {
	Epochs    int     // rounds over the examples, for each stage
	Folds     int     // parts for the labels that stage two learns from
	Admit     int     // updates before a feature counts
	Threshold float64 // smallest averaged weight to keep
	Seed      uint64
}

// Train learns both stages from the examples with the packs of f and writes the
// weights to w (structured averaged perceptron: Collins 2002). Stage two learns
// from labels of models that had not seen the document (jackknifing).
func (f *Finder) Train(w io.Writer, clusters *lexis.Clusters, examples []Example, s Settings, progress func(string)) error {
	documents := f.lessons(examples, clusters)
	unseen := make([][][]int, len(documents))
	for fold := range s.Folds {
		var rest []lesson
		for i, d := range documents {
			if i%s.Folds != fold {
				rest = append(rest, d)
			}
		}
		st := learn(rest, s, max(s.Epochs*2/3, 1), uint64(fold))
		for i, d := range documents {
			if i%s.Folds == fold {
				unseen[i] = st.labelAll(d.sheets)
			}
		}
		progress(fmt.Sprintf("fold %d of %d done", fold+1, s.Folds))
	}
	m := &model{}
	m.stages[0] = learn(documents, s, s.Epochs, 100)
	progress("stage one done")
	for i, d := range documents {
		lookElsewhere(d.sheets, unseen[i])
	}
	m.stages[1] = learn(documents, s, s.Epochs, 101)
	progress("stage two done")
	_, err := m.WriteTo(w)
	return err
}

// lesson is one document with its right answers.
type lesson struct {
	sheets  []*sheet
	answers [][]int
}

func (f *Finder) lessons(examples []Example, clusters *lexis.Clusters) []lesson {
	var out []lesson
	for i := 0; i < len(examples); {
		j := i
		var pages []*page
		var answers [][]int
		for ; j < len(examples) && examples[j].Document == examples[i].Document; j++ {
			e := examples[j]
			p := f.knowledge.open(e.Text, cut(e.Text, 0, len(e.Text)))
			pages = append(pages, p)
			answers = append(answers, p.withPeoples(answer(p.atoms, e.Names)))
		}
		l := lesson{sheets: sheets(pages, clusters), answers: answers}
		for k, s := range l.sheets {
			dropDead(s.live, l.answers[k])
		}
		out = append(out, l)
		i = j
	}
	return out
}

// withPeoples labels the peoples that the packs know and no corpus marks.
func (p *page) withPeoples(row []int) []int {
	for i, h := range p.hits {
		if h.entry == nil || h.entry.weak || kindOrder[kinds-1] != h.entry.kind {
			continue
		}
		free := true
		for j := i; j < i+h.size; j++ {
			alone := row[j] == outside
			if row[j] != outside {
				kind, part := parts(row[j])
				alone = part == only && kind != 1
			}
			free = free && alone
		}
		if !free {
			continue
		}
		spell(row[i:i+h.size], kinds-1)
	}
	return row
}

// dropDead takes away names that reach over atoms which the model never labels.
func dropDead(live []bool, row []int) {
	runs(append([]int(nil), row...), func(from, to, _ int) {
		for i := from; i < to; i++ {
			if !live[i] {
				clear(row[from:to])
			}
		}
	})
}

// trainerScorer lets a model in training be decoded with.
type trainerScorer struct{ *perceptron.Trainer }

func (t trainerScorer) Score(features []uint64, scores []int32, _ *perceptron.Scratch) {
	t.Trainer.Score(features, scores)
}

// learn trains one stage. One class more than there are labels takes the other
// half of each update of a label pair.
func learn(documents []lesson, s Settings, epochs int, salt uint64) *stage {
	const sink = labels
	trainer := perceptron.NewTrainer(labels+1, s.Admit)
	st := newStage(trainerScorer{trainer}, labels+1)
	type place struct{ document, sentence int }
	var order []place
	for i, d := range documents {
		for j := range d.sheets {
			order = append(order, place{i, j})
		}
	}
	random := rand.New(rand.NewPCG(s.Seed, salt))
	memory := scratch{keep: true}
	for range epochs {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, o := range order {
			sh, right := documents[o.document].sheets[o.sentence], documents[o.document].answers[o.sentence]
			memory.kept = make([][]uint64, len(right))
			st.correct(trainer, sh, right, &memory, sink)
			trainer.Tick()
		}
	}
	return newStage(trainer.Model(s.Threshold), labels+1)
}

// correct decodes one sentence and moves the weights where the labels are wrong.
func (st *stage) correct(trainer *perceptron.Trainer, sh *sheet, right []int, memory *scratch, sink int) {
	got := st.decode(sh, memory)
	moved := false
	for i, l := range got {
		if !sh.live[i] {
			continue
		}
		if l != right[i] {
			trainer.Update(memory.kept[i], right[i], l)
		}
		before, wrongBefore := labels, labels
		if i > 0 && sh.live[i-1] {
			before, wrongBefore = right[i-1], got[i-1]
		}
		if l != right[i] || before != wrongBefore {
			trainer.Update([]uint64{moveKey(before)}, right[i], sink)
			trainer.Update([]uint64{moveKey(wrongBefore)}, sink, l)
			moved = true
		}
	}
	if moved {
		st.refresh()
	}
}

func (st *stage) labelAll(report []*sheet) [][]int {
	var memory scratch
	out := make([][]int, len(report))
	for i, s := range report {
		s.vote, s.row = nil, nil
		out[i] = st.decode(s, &memory)
	}
	return out
}
