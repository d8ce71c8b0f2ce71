package app

import (
	"fmt"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/packs"
)

// Known loads from the packs what exports need beside the record: the codes of
// states, and the agreements known beforehand with the outlines of their zones.
func Known() (field.Known, error) {
	codes, err := gazetteer.StateCodes(packs.FS)
	if err != nil {
		return field.Known{}, fmt.Errorf("loading the codes of states: %w", err)
	}
	agreements, err := agreement.Load(packs.FS)
	if err != nil {
		return field.Known{}, fmt.Errorf("loading agreements: %w", err)
	}
	return field.Known{StateCodes: codes, Agreements: agreements}, nil
}

// ledgerPacks loads what the pages of the ledger need beside the record: the places of
// the packs, and the agreements known beforehand.
func ledgerPacks() (*gazetteer.Gazetteer, []agreement.Agreement, error) {
	lists, err := gazetteer.Load(packs.FS)
	if err != nil {
		return nil, nil, fmt.Errorf("loading the gazetteer: %w", err)
	}
	known, err := agreement.Load(packs.FS)
	if err != nil {
		return nil, nil, fmt.Errorf("loading agreements: %w", err)
	}
	return lists, known, nil
}
