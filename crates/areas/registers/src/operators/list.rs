//! The list itself, of 22.8.2025; ids and names are facts, typed anew. Of the ids of Posti Messaging the list gives two, one of
//! them also to Orbyt: both stand here.

use super::{InvoiceOperator, OperatorKind};

const fn bank(id: &'static str, name: &'static str) -> InvoiceOperator {
    InvoiceOperator { id, name, kind: OperatorKind::Bank }
}

const fn operator(id: &'static str, name: &'static str) -> InvoiceOperator {
    InvoiceOperator { id, name, kind: OperatorKind::Operator }
}

const fn former(id: &'static str, name: &'static str) -> InvoiceOperator {
    InvoiceOperator { id, name, kind: OperatorKind::Former }
}

pub(super) const OPERATORS: &[InvoiceOperator] = &[
    bank("HELSFIHH", "Aktia"),
    bank("DABAFIHH", "Danske Bank"),
    bank("NDEAFIHH", "Nordea"),
    bank("OKOYFIHH", "OP"),
    bank("ITELFIHH", "Oma Säästöpankki, Säästöpankit"),
    bank("POPFFI22", "POP Pankki"),
    bank("SBANFIHH", "S-Pankki"),
    bank("AABAFI22", "Ålandsbanken"),
    operator("003723327487", "Apix"),
    operator("APPER", "Apper"),
    operator("993208446351", "Avalara"),
    operator("BAWCFI22", "Basware"),
    operator("003703575029", "CGI"),
    operator("5909000716438", "Comarch"),
    operator("CREDIFLOW", "Crediflow"),
    operator("INEXCHANGE", "InExchange"),
    operator("EXPSYS", "Kofax Expert Systems"),
    operator("LO", "Logiq"),
    operator("003721291126", "Maventa"),
    operator("MAVENTA", "Maventa"),
    operator("003726044706", "Netbox Finland"),
    operator("003708599126", "OpenText"),
    operator("E204503", "OpusCapita"),
    operator("FI28768767", "Orbyt AS"),
    operator("003723609900", "Pagero"),
    operator("PAGERO", "Pagero"),
    operator("003701150617", "PostNord Strålfors"),
    operator("003710948874", "Posti Messaging"),
    operator("FI28768767", "Posti Messaging"),
    operator("003714377140", "Ropo"),
    operator("003701011385", "Tietoevry"),
    operator("003722207029", "Åland Post"),
    former("885790000000418", "HighJump"),
    former("PALETTE", "Palette"),
    former("885060259470028", "Tradeshift"),
    former("FIYAPSOL", "YAP Solutions"),
];
