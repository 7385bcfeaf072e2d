import 'reflect-metadata';
import { Directive } from 'type-graphql';

type FieldDecorator = PropertyDecorator & MethodDecorator;

/** A list of usually no more than so many items. The gateway reckons with it when it bounds what an operation may cost. */
export const ListSize = (items: number): FieldDecorator => Directive(`@listSize(assumedSize: ${items})`);

/** A list as long as an argument says. */
export const SizeBy = (argument: string): FieldDecorator => Directive(`@listSize(slicingArguments: ["${argument}"], requireOneSlicingArgument: false)`);

/** A connection, whose page has as many items as `first` says. */
export const PageSize = (): FieldDecorator => Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)');
