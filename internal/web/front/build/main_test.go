package main

import (
	"bytes"
	"os"
	"testing"
)

// TestOwnScriptIsMade: the script that is kept in the repository is what the source gives.
func TestOwnScriptIsMade(t *testing.T) {
	t.Chdir("..")
	before, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	if err := buildOwn(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Errorf("%s was not made from src/room.ts; it is now: commit it", own)
	}
}
