package agreement

import "testing"

func TestSpoken(t *testing.T) {
	pack := shelf(t)
	tests := []struct{ pack, sentence, want string }{
		{"israel-syria-1974", "They talked of the 1974 disengagement agreement again.", "1974 disengagement agreement"},
		{"israel-syria-1974", "They talked of the 1974 Disengagement Agreement.", "1974 Disengagement Agreement"},
		{"israel-syria-1974", "Envoys want the 1974 cease-fire back.", "1974 cease-fire"},
		{"israel-syria-1974", "Envoys want the 1974 ceasefire back.", "1974 ceasefire"},
		{"israel-syria-1974", "The 1974 Israel–Syria disengagement agreement held for decades.", "1974 Israel–Syria disengagement agreement"},
		{"israel-syria-1974", "He cited the disengagement of forces agreement.", "disengagement of forces agreement"},
		{"israel-syria-1974", "The disengagement agreement of 1974 was named.", "disengagement agreement of 1974"},
		{"israel-syria-1974", "The 1975 disengagement agreement was with another neighbour.", ""},
		{"israel-syria-1974", "The 1973 armistice came first.", ""},
		{"israel-syria-1974", "In 1974 the minister signed an agreement on wheat.", ""},
		{"israel-syria-1974", "In 1974 and later, agreement was rare.", ""},
		{"suwayda-2025", "The Sweida ceasefire is holding.", "Sweida ceasefire"},
		{"suwayda-2025", "The Sweida clashes went on.", ""},
		{"us-taliban-2020", "The U.S.-Taliban deal was signed.", "U.S.-Taliban deal"},
		{"us-taliban-2020", "Negotiators cite the Doha agreement's second part.", "Doha agreement's"},
		{"us-taliban-2020", "The Doha deals are many.", "Doha deals"},
		{"us-taliban-2020", "He flew to Doha for a deal.", ""},
		{"israel-lebanon-2024", "The ceasefire with Hezbollah began at dawn.", "ceasefire with Hezbollah"},
		{"turkey-us-2019", "The 120-hour cease-fire ran out.", "120-hour cease-fire"},
		{"israel-hamas-2025", "The January 2025 truce broke down.", "January 2025 truce"},
		{"israel-hamas-2025", "", ""},
	}
	for _, tt := range tests {
		list := Words(tt.sentence)
		got := ""
		for _, hit := range pack(tt.pack).Spoken(list) {
			if s := tt.sentence[list[hit[0]].Start:list[hit[1]].End]; len(s) > len(got) {
				got = s
			}
		}
		if got != tt.want {
			t.Errorf("%s in %q: got %q, want %q", tt.pack, tt.sentence, got, tt.want)
		}
	}
}

func TestParty(t *testing.T) {
	pack := shelf(t)
	a := pack("suwayda-2025")
	for name, want := range map[string]string{"government forces": "syria", "Druze Factions": "druze-fighters", "Israel": "israel", "Iran": ""} {
		got := ""
		if p := a.Party("somebody", name); p != nil {
			got = p.ID
		}
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("The 1974 cease-fire’s end. L'Été—no. \xff cease - fire")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, w := range Words(s) {
			if w.Start < last || w.End <= w.Start || w.End > len(s) || w.Form == "" {
				t.Fatalf("word %+v of %q", w, s)
			}
			last = w.End
		}
	})
}
