#!/usr/bin/python3
"""Makes, in a fresh database of Tryton 6, the company whose mappings are in a folder.

usage: company.py TRYTOND_CONF DATABASE MAPPINGS
Its chart has the accounts of accounts.csv, its parties are the customers of clients.csv and the vendors of workers.csv, each by
our code; fiscal year 2025 with open months, each numbering its own invoices, this year and the next; a tax of 20 % by the name of
"VAT"; an ordinary user "hourbook" of the accounting groups, and another, "bookkeeper", who is a person.
"""
import csv
import datetime
import os
import sys
from decimal import Decimal

from proteus import Model, config

NUMBERS = {'USD': '840', 'EUR': '978', 'GBP': '826', 'JPY': '392', 'AED': '784'}
WITHOUT_CENTS = {'JPY'}
YEAR = 2025
# a correction has the day on which it was made; tests also run in a night of New Year's
TODAY = datetime.date.today()
LATER = sorted({TODAY.year, TODAY.year + 1} - {YEAR})


def rows(folder, file):
    with open(os.path.join(folder, file), encoding='utf-8') as lines:
        return list(csv.DictReader(line for line in lines if line.strip() and not line.startswith('#')))


def currencies(codes):
    Currency = Model.get('currency.currency')
    made = {}
    for code in codes:
        digits = 0 if code in WITHOUT_CENTS else 2
        currency = Currency(name=code, code=code, numeric_code=NUMBERS[code], symbol=code, digits=digits,
                            rounding=Decimal(1).scaleb(-digits))
        # Tryton wants a rate to show amounts in the other currency; what the books are worth is sent with them
        currency.rates.new(date=datetime.date(YEAR, 1, 1), rate=Decimal('1.0'))
        currency.save()
        made[code] = currency
    return made


def company(name, currency, settings):
    Party = Model.get('party.party')
    Company = Model.get('company.company')
    own = Party(name=name)
    own.save()
    made = Company(party=own, currency=currency)
    made.save()
    User = Model.get('res.user')
    admin = User(settings.user)
    admin.companies.append(made)
    admin.company = made
    admin.save()
    settings._context = User.get_preferences(True, {})
    return Company(made.id)


def year(company, number, months):
    FiscalYear = Model.get('account.fiscalyear')
    Sequence = Model.get('ir.sequence')
    Strict = Model.get('ir.sequence.strict')
    Type = Model.get('ir.sequence.type')
    moves, = Type.find([('name', '=', 'Account Move')])
    invoices, = Type.find([('name', '=', 'Invoice')])
    post = Sequence(name='moves %d' % number, sequence_type=moves, company=company)
    post.save()
    made = FiscalYear(name=str(number), company=company, start_date=datetime.date(number, 1, 1),
                      end_date=datetime.date(number, 12, 31), post_move_sequence=post)
    kinds = ['out_invoice_sequence', 'in_invoice_sequence', 'out_credit_note_sequence', 'in_credit_note_sequence']

    def numbering(which, period=None):
        if made.invoice_sequences and period is None:
            line = made.invoice_sequences[0]
        else:
            line = made.invoice_sequences.new()
        line.period, line.sequence = period, 1 if period else 100
        for kind in kinds:
            sequence = Strict(name=which + ' ' + kind, prefix=which + '-', sequence_type=invoices, company=company)
            sequence.save()
            setattr(line, kind, sequence)

    numbering(str(number))
    made.save()
    made.click('create_period')
    if not months:
        return made
    # numbers rise with the days of one sequence: with one a month, months need not be delivered in their order
    for period in FiscalYear(made.id).periods:
        numbering(period.name, period)
    made.save()
    return made


def chart(company, accounts):
    AccountType = Model.get('account.account.type')
    Account = Model.get('account.account')

    def kind(name, parent=None, **flags):
        made = AccountType(name=name, company=company, parent=parent, **flags)
        made.save()
        return made

    sheet = kind('Balance sheet', statement='balance')
    result = kind('Income statement', statement='income')
    types = {
        'asset': kind('Assets', sheet, statement='balance', assets=True),
        'liability': kind('Liabilities', sheet, statement='balance'),
        'equity': kind('Equity', sheet, statement='balance'),
        'income': kind('Income', result, statement='income', revenue=True),
        'expense': kind('Expenses', result, statement='income', expense=True),
    }
    receivable = kind('Receivable', sheet, statement='balance', assets=True, receivable=True)
    payable = kind('Payable', sheet, statement='balance', payable=True)
    root = Account(name='Chart', company=company)
    root.save()
    owed = {}
    for row in accounts:
        made = Account(code=row['account'], name=row['name'], company=company, parent=root)
        if row['name'] == 'Accounts receivable':
            made.type, made.party_required, made.reconcile = receivable, True, True
            owed['default_account_receivable'] = made
        elif row['name'] == 'Accounts payable':
            made.type, made.party_required, made.reconcile = payable, True, True
            owed['default_account_payable'] = made
        else:
            made.type = types[row['type']]
        made.save()
    Configuration = Model.get('account.configuration')
    settings = Configuration(1)
    for field, account in owed.items():
        setattr(settings, field, account)
    settings.save()


def parties(named):
    Party = Model.get('party.party')
    Party.save([Party(name=name, code=code) for code, name in named])


def journal():
    Journal = Model.get('account.journal')
    numbers = Journal.find([('code', '=', 'REV')])[0].sequence
    Journal(name='Miscellaneous', code='MISC', type='general', sequence=numbers).save()


def tax(company):
    AccountType = Model.get('account.account.type')
    Account = Model.get('account.account')
    Tax = Model.get('account.tax')
    kind, = AccountType.find([('name', '=', 'Liabilities')])
    root, = Account.find([('name', '=', 'Chart')])
    owed = Account(code='2200', name='Tax', company=company, parent=root, type=kind)
    owed.save()
    Tax(name='VAT', description='VAT 20 %', type='percentage', rate=Decimal('0.20'), company=company, invoice_account=owed,
        credit_note_account=owed).save()


def user(company, login, name):
    User = Model.get('res.user')
    Group = Model.get('res.group')
    made = User(name=name, login=login, password=os.environ['HOURBOOK_TRYTON_PASSWORD'])
    # a record of proteus is in one list only
    made.companies.append(Model.get('company.company')(company.id))
    made.company = Model.get('company.company')(company.id)
    for group in Group.find([('name', 'in', ['Account', 'Accounting', 'Account Administration'])]):
        made.groups.append(group)
    made.save()


def main(conf, database, mappings):
    settings = config.set_trytond(database, config_file=conf)
    clients, workers = rows(mappings, 'clients.csv'), rows(mappings, 'workers.csv')
    wanted = {row['currency'] for row in clients} | {row['cost_currency'] for row in workers} | {'USD'}
    money = currencies(sorted(wanted))
    own = company('Harbour Lane Studio', money['USD'], settings)
    year(own, YEAR, True)
    for number in LATER:
        year(own, number, False)
    chart(own, rows(mappings, 'accounts.csv'))
    journal()
    parties([(row['customer'], row['name']) for row in clients if row['customer']]
            + sorted({(row['vendor'], row['name']) for row in workers if row['vendor']}))
    tax(own)
    user(own, 'hourbook', 'Hourbook')
    user(own, 'bookkeeper', 'Ann Lee')


if __name__ == '__main__':
    main(*sys.argv[1:4])
