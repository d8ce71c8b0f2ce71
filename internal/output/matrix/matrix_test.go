package matrix_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/matrix"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

func of(t *testing.T, r record.Record, part string) matrix.Matrix {
	t.Helper()
	v := view.New(r)
	for _, e := range v.Events {
		if !strings.Contains(e.ID, part) {
			continue
		}
		var about []record.Statement
		for _, s := range v.Statements {
			for _, id := range s.About {
				if id == e.ID {
					about = append(about, s)
				}
			}
		}
		return matrix.New(v, e, about, v.FiguresOf(e.ID))
	}
	t.Fatalf("no happening %s", part)
	return matrix.Matrix{}
}

// shown writes a matrix in one line a row: attribute, then one stand for each outlet.
func shown(m matrix.Matrix) string {
	var b strings.Builder
	for _, l := range m.Lines {
		b.WriteString(l.Attribute + ":")
		for i, c := range l.Cells {
			b.WriteString(" " + view.Label(m.Columns[i].Report) + " " + string(c.Stand))
			for _, x := range c.Values {
				b.WriteString(" [" + x.Text + "]")
			}
			b.WriteString(";")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestMatrix(t *testing.T) {
	for _, tc := range []struct{ event, want string }{
		{"consult", `that it is so: Harbour Gazette says [occurred “met”]; b.txt says [occurred “talks”];
kind of act: Harbour Gazette says [consult]; b.txt says [consult];
who: Harbour Gazette says [Ilse Maren] [Kesh Front]; b.txt says [Ilse Maren] [Kesh Front];
mediated by: Harbour Gazette says [Ostria]; b.txt silent;
where: Harbour Gazette says [Port Anna]; b.txt says [Port Anna];
when: Harbour Gazette says [6 May 2031]; b.txt vaguer [May 2031];
`},
		{"assault-dun", `that it is so: Harbour Gazette denies [occurred “shelling”] [Kesh Front “denied”]; b.txt says [occurred “shelling”];
kind of act: Harbour Gazette says [assault]; b.txt says [assault];
who: Harbour Gazette says [Kesh Front]; b.txt says [Kesh Front];
where: Harbour Gazette says [Dun]; b.txt says [Dun];
`},
		{"tor-valley", `that it is so: Harbour Gazette says [occurred “struck”]; b.txt says [occurred “strikes”];
kind of act: Harbour Gazette says [assault, aerial]; b.txt says [assault, aerial];
who: Harbour Gazette says [Marland]; b.txt says [Marland];
where: Harbour Gazette says [Tor Valley]; b.txt says [Tor Valley];
when: Harbour Gazette says [5 May 2031]; b.txt says [5 May 2031];
killed: Harbour Gazette says [12 or more by Red Lantern Society, as of 7 May 2031]; b.txt differs [15–20];
`},
	} {
		m := of(t, outputtest.Record(), tc.event)
		if got := shown(m); got != tc.want {
			t.Errorf("%s:\n%swant\n%s", tc.event, got, tc.want)
		}
		for _, l := range m.Lines {
			for _, c := range l.Cells {
				for _, x := range c.Values {
					if x.Report == "" || x.Why == "" || x.To == "" {
						t.Errorf("%s: %q does not say where it stands and why", l.Attribute, x.Text)
					}
				}
			}
		}
	}
	m := of(t, outputtest.Record(), "consult")
	if c := m.Columns[0].Copies; len(c) != 1 || c[0].ID != "r-c3" {
		t.Errorf("copies %v, want Coast Mirror folded under Harbour Gazette", c)
	}
}
