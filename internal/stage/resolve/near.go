package resolve

import "sort"

// landmark is a place in a report where a land is spoken of.
type landmark struct {
	start, sentence int
	land            *land
}

// landmarks lists, in order of position, where a report names a land, and where a
// description of a class has one ("Israeli troops"). They are gathered once: each
// "the army" asks for the last before it.
type landmarks struct {
	named   []landmark
	classes map[string][]landmark
}

func (w *work) landmarksOf(d *document) *landmarks {
	if d.landmarks != nil {
		return d.landmarks
	}
	d.landmarks = &landmarks{classes: map[string][]landmark{}}
	text := d.reading.Report.Text
	for _, n := range d.inOrder {
		m := d.claims.Mentions[n]
		if m.Named {
			if l := w.rules.lands.named(m.Of(text), true); l != nil {
				d.landmarks.named = append(d.landmarks.named, landmark{m.Start, m.Sentence, l})
			}
			continue
		}
		p := w.take(d, n)
		if len(p.lands) != 1 {
			continue
		}
		if class, _ := w.rules.class(p.lemma, p.words); class != "" {
			d.landmarks.classes[class] = append(d.landmarks.classes[class], landmark{m.Start, m.Sentence, p.lands[0]})
		}
	}
	return d.landmarks
}

// landNear finds the land of a description without one ("the government", "its
// army"): that of the last description of the same class before it, else of the
// last land named before it in its own sentence or the one before.
func (w *work) landNear(d *document, m int, class string) *land {
	at := d.claims.Mentions[m]
	marks := w.landmarksOf(d)
	named, described := lastBefore(marks.named, at.Start), lastBefore(marks.classes[class], at.Start)
	if named != nil && named.sentence >= at.Sentence-1 && (described == nil || described.start <= named.start) {
		return named.land
	}
	if described != nil {
		return described.land
	}
	return nil
}

// lastBefore returns the last of some landmarks that stands before a position, or nil.
func lastBefore(marks []landmark, start int) *landmark {
	i := sort.Search(len(marks), func(i int) bool { return marks[i].start >= start })
	if i == 0 {
		return nil
	}
	return &marks[i-1]
}
